"""Reads the addresses of the parts an installation is made of: database, cache, files, mail."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

__all__ = ["Email", "NotUnderstood", "cache", "database", "email", "media"]

# Why each line stands here: docs of the settings, and measured under 32 writing processes.
SQLITE_COMMANDS = (
    "PRAGMA journal_mode=WAL",  # readers never wait for a writer
    "PRAGMA synchronous=FULL",  # an acknowledged publication survives a power cut
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=20000",  # milliseconds
    "PRAGMA journal_size_limit=67108864",  # 64 MiB
    "PRAGMA cache_size=-20000",  # 20 000 KiB
    "PRAGMA trusted_schema=OFF",
)
SQLITE_OPTIONS = {
    "timeout": 20,  # seconds; under pressure SQLite's waiting is not fair
    # DEFERRED would fail at once, without waiting, when a reading transaction begins to write.
    "transaction_mode": "IMMEDIATE",
    "init_command": "; ".join(SQLITE_COMMANDS),
}
CONNECTION_AGE = 600  # seconds
STATEMENT_TIMEOUT = "5000"  # milliseconds; ?statement_timeout=0 for long migrations
IDLE_TIMEOUT = "30000"  # milliseconds
CONNECT_TIMEOUT = 2  # seconds: a page shows its error sooner than its reader leaves
POSTGRES_PASSED_ON = ("sslmode", "sslrootcert", "sslcert", "sslkey", "application_name")


class NotUnderstood(Exception):
    """The address names nothing this installation can use; the text says what it could."""


@dataclass(frozen=True, kw_only=True)
class Email:
    """How mail leaves: the values of Django's EMAIL_* settings."""

    backend: str
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    implicit_tls: bool = False
    starttls: bool = False


def database(url: str, *, root: Path) -> dict[str, Any]:
    """`sqlite:////absolute/path` or `postgres://user:password@host:port/name`, for DATABASES.

    With three slashes an SQLite path is relative to `root`, wherever a command is started.
    """
    parts = urlsplit(url)
    common = {
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": CONNECTION_AGE,
        "CONN_HEALTH_CHECKS": True,
    }
    match parts.scheme:
        case "sqlite":
            return common | _sqlite(url, root=root)
        case "postgres" | "postgresql":
            return common | _postgresql(url)
    raise NotUnderstood(
        f"{_shown(url)} is not understood; sqlite:////absolute/path or "
        "postgres://user:password@host:port/name are."
    )


def _sqlite(url: str, *, root: Path) -> dict[str, Any]:
    parts = urlsplit(url)
    name = unquote(parts.path[1:])
    if parts.netloc or not name.strip("/"):
        raise NotUnderstood(f"{url!r} names no file; write sqlite:////absolute/path.")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": root / name,
        "OPTIONS": dict(SQLITE_OPTIONS),
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if not parts.path.strip("/"):
        raise NotUnderstood(f"{_shown(url)} names no database after the host.")
    timeout = query.pop("statement_timeout", STATEMENT_TIMEOUT)
    host = query.pop("host", parts.hostname or "")
    unknown = sorted(set(query) - set(POSTGRES_PASSED_ON))
    if unknown or not timeout.isdigit():
        names = ", ".join(("host", "statement_timeout", *POSTGRES_PASSED_ON))
        raise NotUnderstood(f"{_shown(url)} has options not understood; {names} are.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": str(parts.port or ""),
        "OPTIONS": {
            "connect_timeout": CONNECT_TIMEOUT,
            "options": f"-c statement_timeout={timeout} "
            f"-c idle_in_transaction_session_timeout={IDLE_TIMEOUT}",
            **query,
        },
    }


def cache(url: str) -> dict[str, Any]:
    """`locmem://`, `redis://…` or `rediss://…`, for CACHES."""
    match urlsplit(url).scheme:
        case "locmem":
            return {
                "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
                "LOCATION": "masthead",
                "OPTIONS": {"MAX_ENTRIES": 10_000},
            }
        case "redis" | "rediss":
            return {
                "BACKEND": "django.core.cache.backends.redis.RedisCache",
                "LOCATION": url,
                # Seconds: a server that hangs must not keep a reader waiting.
                "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
            }
    raise NotUnderstood(f"{_shown(url)} is not understood; locmem:// or redis://host:port/0 are.")


def media(url: str) -> Path:
    """`file:///absolute/path`: where uploads and renditions lie. Never served as they lie there."""
    parts = urlsplit(url)
    path = Path(unquote(parts.path))
    if parts.scheme != "file" or parts.netloc or not parts.path or not path.is_absolute():
        raise NotUnderstood(f"{_shown(url)} is not understood; file:///absolute/path is.")
    return path


def email(url: str) -> Email:
    """`console://`, `smtp://` (STARTTLS when a user is given) or `smtps://`."""
    parts = urlsplit(url)
    match parts.scheme:
        case "console":
            return Email(backend="django.core.mail.backends.console.EmailBackend")
        case "smtp" | "smtps" if parts.hostname:
            implicit = parts.scheme == "smtps"
            return Email(
                backend="django.core.mail.backends.smtp.EmailBackend",
                host=parts.hostname,
                port=parts.port or (465 if implicit else 587 if parts.username else 25),
                user=unquote(parts.username or ""),
                password=unquote(parts.password or ""),
                implicit_tls=implicit,
                # A password never crosses the network in the clear.
                starttls=not implicit and bool(parts.username),
            )
    raise NotUnderstood(
        f"{_shown(url)} is not understood; console://, smtp://host:25 or "
        "smtps://user:password@host:465 are."
    )


def _shown(url: str) -> str:
    """The address without its password, for messages and logs."""
    parts = urlsplit(url)
    if parts.password is None:
        return repr(url)
    return repr(url.replace(f":{parts.password}@", ":…@"))
