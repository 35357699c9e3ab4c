"""Who syndicates, by noun."""

from partners.models.advance_copy import AdvanceCopy
from partners.models.carriage import Carriage, How
from partners.models.endpoint import Endpoint, EventKind
from partners.models.key import Key, Scope
from partners.models.partner import Contact, ContactRole, Host, Licences, Partner, Sections
from partners.models.usage import Usage, UsageKind

__all__ = [
    "AdvanceCopy",
    "Carriage",
    "Contact",
    "ContactRole",
    "Endpoint",
    "EventKind",
    "Host",
    "How",
    "Key",
    "Licences",
    "Partner",
    "Scope",
    "Sections",
    "Usage",
    "UsageKind",
]
