"""The ASGI application. Servers need both source roots: PYTHONPATH=<root>:<root>/platform"""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.settings")

application = get_asgi_application()
