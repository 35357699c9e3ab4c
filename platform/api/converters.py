"""The variable parts of the API's addresses."""

__all__ = ["Digest", "Slug", "Spdx", "VersionNumber"]


class Slug:
    """As all slugs here: a–z, 0–9 and hyphens. Anything else is no address."""

    regex = "[-a-z0-9]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class VersionNumber:
    """Counted from 1, written in one way only, within any database's integers; keys as well."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class Digest:
    """A SHA-256 in hexadecimal digits."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Spdx:
    """The identifier of a licence."""

    regex = "[A-Za-z0-9.-]{1,64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
