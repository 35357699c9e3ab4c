"""Model fields for what names a partner's machines."""

from editing.fields import IdentifierField
from partners.hosts import normalise_host

__all__ = ["HostField"]


class HostField(IdentifierField):
    """A domain name in lower case and ASCII."""

    normalise = staticmethod(normalise_host)
