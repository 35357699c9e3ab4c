"""The WSGI application. Servers need both source roots: PYTHONPATH=<root>:<root>/platform"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.settings")

django_application = get_wsgi_application()

# Need the settings, hence after Django is set up.
from masthead.page_cache import PageCache  # noqa: E402
from masthead.readers import CountedPages  # noqa: E402

pages = PageCache(django_application)  # all that runserver serves, which counts nobody
application = CountedPages(pages)
