"""The WSGI application. Servers need both source roots: PYTHONPATH=<root>:<root>/platform"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.settings")

application = get_wsgi_application()
