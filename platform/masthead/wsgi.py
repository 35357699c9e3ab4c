"""The WSGI application. Servers need both source roots: PYTHONPATH=<root>:<root>/platform"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.settings")

django_application = get_wsgi_application()

# Needs the settings, hence after Django is set up.
from masthead.page_cache import PageCache  # noqa: E402

application = PageCache(django_application)
