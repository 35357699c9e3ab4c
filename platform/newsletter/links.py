"""The addresses that stand in mails. They are a contract: mails are kept for years."""

from __future__ import annotations

from dataclasses import dataclass

from newsletter.models import Subscriber
from newsletter.tokens import Purpose, token

__all__ = ["Links"]


@dataclass(frozen=True)
class Links:
    """Absolute URLs on ``site``, sealed with the installation's ``secret_key``."""

    site: str
    secret_key: str

    def form(self) -> str:
        return f"{self.site}/newsletter/"

    def confirm(self, subscriber: Subscriber) -> str:
        return self._sealed(Purpose.CONFIRM, subscriber)

    def manage(self, subscriber: Subscriber, wanted: str = "") -> str:
        """``wanted``, a query, is ticked there beside what was chosen before."""
        return self._sealed(Purpose.MANAGE, subscriber) + (f"?{wanted}" if wanted else "")

    def unsubscribe(self, subscriber: Subscriber) -> str:
        return self._sealed(Purpose.UNSUBSCRIBE, subscriber)

    def _sealed(self, purpose: Purpose, subscriber: Subscriber) -> str:
        sealed = token(subscriber.key, purpose, secret_key=self.secret_key)
        return f"{self.form()}{purpose.value}/{sealed}/"
