"""The site's public addresses: from the configuration, whatever a request claims."""

from django.conf import settings

from renderings.addresses import Addresses

__all__ = ["addresses"]


def addresses() -> Addresses:
    return Addresses(settings.SITE_URL)
