"""What the newsroom sees of deliveries: the log, each endpoint's health, and letters."""

from webhooks.admin.deliveries import DeliveryAdmin
from webhooks.admin.endpoints import ToldEndpointAdmin
from webhooks.admin.letters import LetterAdmin

__all__ = ["DeliveryAdmin", "LetterAdmin", "ToldEndpointAdmin"]
