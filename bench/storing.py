"""What the worker has done before the first reader comes: the record followed, pages stored."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.settings")
django.setup()

from masthead import stored_pages, working  # noqa: E402

while working.round_of_work():
    pass
while stored_pages.make_missing():
    pass
