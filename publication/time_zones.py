"""Names of time zones."""

from functools import cache
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError

__all__ = ["check_time_zone"]


@cache
def known_time_zones() -> frozenset[str]:
    return frozenset(available_timezones())


def check_time_zone(name: str) -> None:
    """Raises ValidationError unless the name is in the IANA time zone database."""
    if name not in known_time_zones():
        raise ValidationError(
            "“%(name)s” is not a time zone: give a name such as Europe/Brussels or Asia/Seoul.",
            code="unknown_time_zone",
            params={"name": name},
        )
