"""The newsroom's side of those who syndicate."""

from partners.admin.endpoints import EndpointAdmin
from partners.admin.partner import PartnerAdmin

__all__ = ["EndpointAdmin", "PartnerAdmin"]
