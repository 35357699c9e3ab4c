"""The WSGI application. Servers need both source roots: PYTHONPATH=<root>:<root>/platform"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.settings")

django_application = get_wsgi_application()

# Need the settings, hence after Django is set up.
from masthead.page_cache import SECONDS, PageCache  # noqa: E402
from masthead.readers import CountedPages  # noqa: E402
from masthead.stored_pages import StoredPages  # noqa: E402

# All that runserver serves, which counts nobody.
pages = PageCache(django_application, stored=StoredPages(seconds=SECONDS).find)
application = CountedPages(pages)
