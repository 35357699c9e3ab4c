"""Everything that differs between installations, read once from the environment.

One rule tells development from production. An installation is a **development** one
as long as it answers only to this machine's own names and `DEBUG` is not switched off:
with nothing set at all, everything has a safe default. It is a **production** one as
soon as `DEBUG` is false, or `SITE_URL` or `ALLOWED_HOSTS` name any other host; then it
refuses to start unsafe, naming every problem at once.

Variables: DEBUG, SECRET_KEY, ALLOWED_HOSTS (comma-separated), SITE_URL, DATABASE_URL,
CACHE_URL, MEDIA_STORAGE_URL, EMAIL_URL, EMAIL_FROM, TIME_ZONE, PORT (only for the
default of SITE_URL), OUTGOING_ALLOWED_NETWORKS (comma-separated), WEBSUB_HUB, INDEXNOW_KEY,
FEDIVERSE_NAME, API_ANONYMOUS_PER_MINUTE, and for signing in by a sign-on of the house's own
OPENID_ISSUER, OPENID_CLIENT_ID, OPENID_CLIENT_SECRET, OPENID_LABEL.
"""

import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from masthead import locations

__all__ = ["Configuration", "UnsafeConfiguration", "read"]

LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
DEVELOPMENT_KEY = "development-"
LEAST_KEY_LENGTH = 50
LEAST_KEY_CHARACTERS = 5
TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


class UnsafeConfiguration(Exception):
    """The environment cannot be served safely. `problems` holds one sentence for each."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        lines = "\n".join(f"  - {problem}" for problem in problems)
        super().__init__(f"Masthead does not start with this environment:\n{lines}")


@dataclass(frozen=True, kw_only=True)
class OpenID:
    """A sign-on by OpenID Connect. `label` is what the button says."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    label: str


@dataclass(frozen=True, kw_only=True)
class Configuration:
    """What the environment says, parsed. `database` and `cache` are Django's dicts."""

    production: bool
    debug: bool
    secret_key: str
    allowed_hosts: tuple[str, ...]
    site_url: str
    database: dict[str, Any]
    cache: dict[str, Any]
    media_root: Path
    email: locations.Email
    email_from: str
    time_zone: str
    outgoing_allowed_networks: tuple[str, ...]
    websub_hub: str
    indexnow_key: str
    fediverse_name: str
    api_anonymous_per_minute: int
    openid: OpenID | None


def read(environment: Mapping[str, str], *, root: Path) -> Configuration:
    """Read the configuration of an installation whose embedded state lies in `root/var`.

    Raises UnsafeConfiguration with every problem found.
    """
    problems: list[str] = []
    given = {name: value.strip() for name, value in environment.items() if value.strip()}
    state = root / "var"

    debug = _flag(given, "DEBUG", problems)
    site_url = _site_url(given)
    hosts = _names(given.get("ALLOWED_HOSTS", ""))
    production = debug is False or _faces_the_world(site_url, hosts)
    if production:
        problems += _unsafe(debug=debug, key=given.get("SECRET_KEY", ""), hosts=hosts, given=given)
    if "SITE_URL" in given:
        problems += _wrong_site_url(site_url, production=production)
    part = _Reading(given, problems)
    parts = {
        "database": part(
            partial(locations.database, root=root),
            "DATABASE_URL",
            f"sqlite:///{state}/masthead.sqlite3",
        ),
        "cache": part(locations.cache, "CACHE_URL", "locmem://"),
        "media_root": part(locations.media, "MEDIA_STORAGE_URL", f"file://{state}/media"),
        "email": part(locations.email, "EMAIL_URL", "console://"),
        "time_zone": part(_time_zone, "TIME_ZONE", "UTC"),
        "outgoing_allowed_networks": part(_networks, "OUTGOING_ALLOWED_NETWORKS", ""),
        "websub_hub": part(_hub, "WEBSUB_HUB", ""),
        "indexnow_key": part(_indexnow_key, "INDEXNOW_KEY", ""),
        "fediverse_name": part(_fediverse_name, "FEDIVERSE_NAME", ""),
        "api_anonymous_per_minute": part(_count, "API_ANONYMOUS_PER_MINUTE", "120"),
    }
    openid = _openid(given, problems, production=production)
    if problems:
        raise UnsafeConfiguration(problems)
    return Configuration(
        production=production,
        debug=bool(debug),
        secret_key=given.get("SECRET_KEY") or _development_key(state / "secret_key"),
        allowed_hosts=hosts if production else LOCAL_HOSTS,
        site_url=site_url,
        openid=openid,
        email_from=given.get("EMAIL_FROM", f"masthead@{urlsplit(site_url).hostname}"),
        **parts,
    )


@dataclass(frozen=True)
class _Reading:
    """Parses one variable, or its default, and turns a refusal into one more problem."""

    given: Mapping[str, str]
    problems: list[str]

    def __call__(self, parse: Callable[[str], Any], name: str, default: str) -> Any:
        try:
            return parse(self.given.get(name, default))
        except locations.NotUnderstood as refusal:
            self.problems.append(f"{name}: {refusal}")
            return None


def _site_url(given: Mapping[str, str]) -> str:
    return given.get("SITE_URL", f"http://127.0.0.1:{given.get('PORT', '8000')}").rstrip("/")


def _time_zone(name: str) -> str:
    if name not in available_timezones():
        raise locations.NotUnderstood(f"{name!r} is not a zone's name, such as Europe/Brussels.")
    return name


def _networks(text: str) -> tuple[str, ...]:
    """Networks in CIDR notation that outgoing requests may reach though they are not public."""
    names = _names(text)
    for name in names:
        try:
            ip_network(name)
        except ValueError as error:
            raise locations.NotUnderstood(
                f"{name!r} is not a network such as 10.1.0.0/16 or 127.0.0.1/32."
            ) from error
    return names


def _hub(url: str) -> str:
    if url and (urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname):
        raise locations.NotUnderstood(f"{url!r} is not a hub's address.")
    return url


def _indexnow_key(key: str) -> str:
    if key and not re.fullmatch("[A-Za-z0-9-]{8,128}", key):
        raise locations.NotUnderstood("It must be 8 to 128 letters, digits or hyphens.")
    return key


def _fediverse_name(name: str) -> str:
    if not re.fullmatch("[a-z0-9_]{0,30}", name):
        raise locations.NotUnderstood(f"{name!r} is not a name such as harbour_review.")
    return name


def _count(text: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,6}", text):
        raise locations.NotUnderstood(f"{text!r} is not a whole number from 1.")
    return int(text)


def _openid(given: Mapping[str, str], problems: list[str], *, production: bool) -> OpenID | None:
    names = ("OPENID_ISSUER", "OPENID_CLIENT_ID", "OPENID_CLIENT_SECRET")
    missing = [name for name in names if name not in given]
    if len(missing) == len(names):
        return None
    if missing:
        problems.append(f"{' and '.join(missing)} must be set, too, for signing in by OpenID.")
        return None
    issuer = given["OPENID_ISSUER"]
    parts = urlsplit(issuer)
    secure = parts.scheme == "https" or (parts.scheme == "http" and not production)
    if not (secure and parts.hostname) or parts.query or parts.fragment:
        problems.append(f"OPENID_ISSUER is {issuer!r}: not an address as https://login.example.")
        return None
    return OpenID(
        issuer=issuer,
        client_id=given["OPENID_CLIENT_ID"],
        client_secret=given["OPENID_CLIENT_SECRET"],
        label=given.get("OPENID_LABEL") or parts.hostname or "",
    )


def _flag(given: Mapping[str, str], name: str, problems: list[str]) -> bool | None:
    value = given.get(name, "").lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    if value:
        problems.append(f"{name} is {given[name]!r}: write 1 or 0.")
    return None


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _faces_the_world(site_url: str, hosts: tuple[str, ...]) -> bool:
    site = urlsplit(site_url).hostname or ""
    return not {site, *hosts} <= {*LOCAL_HOSTS, "::1"}


def _unsafe(
    *, debug: bool | None, key: str, hosts: tuple[str, ...], given: Mapping[str, str]
) -> list[str]:
    problems = []
    if debug:
        problems.append("DEBUG is on: error pages would show the program's inside. Set DEBUG=0.")
    problems += _unsafe_key(key)
    if not hosts:
        problems.append("ALLOWED_HOSTS is not set: name the hosts this site answers to.")
    if any("*" in host for host in hosts):
        problems.append("ALLOWED_HOSTS contains '*': anybody's host name would be accepted.")
    if "SITE_URL" not in given:
        problems.append(
            "SITE_URL is not set: give the public address, such as https://review.example."
        )
    return problems


def _unsafe_key(key: str) -> list[str]:
    if not key:
        return ["SECRET_KEY is not set: give at least 50 random characters."]
    if key.startswith((DEVELOPMENT_KEY, "django-insecure-")):
        return ["SECRET_KEY is a development key: give at least 50 random characters of its own."]
    if len(key) < LEAST_KEY_LENGTH or len(set(key)) < LEAST_KEY_CHARACTERS:
        return ["SECRET_KEY is too short or too simple: give at least 50 random characters."]
    return []


def _wrong_site_url(site_url: str, *, production: bool) -> list[str]:
    parts = urlsplit(site_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return [f"SITE_URL is {site_url!r}: not an address such as https://review.example."]
    if parts.path or parts.query or parts.fragment:
        return [f"SITE_URL is {site_url!r}: it must end with the host."]
    if production and parts.scheme != "https":
        return [f"SITE_URL is {site_url!r}: must begin with https:// in production."]
    return []


def _development_key(path: Path) -> str:
    """The key of this checkout, made on first use: sessions survive a restart."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(DEVELOPMENT_KEY + secrets.token_urlsafe(64))
        try:
            # Several processes may start at once: whoever links first has made the key.
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
