"""Django's way to a mail server, that also knows when it can't know whether a mail was taken."""

from __future__ import annotations

import smtplib
from typing import Any

from django.core.mail.backends import smtp

__all__ = ["EmailBackend", "OutcomeUnknown"]


class OutcomeUnknown(Exception):
    """The mail was handed over, and the server fell silent before it said whether it took it."""


class _Handing(smtplib.SMTP):
    def data(self, msg: Any) -> Any:
        # RFC 5321, 4.2.5: with the answer to the final dot the server takes the mail, or doesn't.
        try:
            return super().data(msg)
        except smtplib.SMTPResponseException:
            raise  # it did say
        except OSError as silence:
            raise OutcomeUnknown from silence


class _HandingOverTls(_Handing, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _HandingOverTls if self.use_ssl else _Handing
