"""Two questions a supervisor asks: is the process up, and can it do its work?"""

import logging
import secrets
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles import clock

__all__ = ["healthz", "readyz"]

logger = logging.getLogger(__name__)

MOST_SKEW = timedelta(seconds=2)  # of this host's clock and the database's


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers. Touches nothing else."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when every part works, else 503 with the names of those that fail."""
    failing = [name for name, works in PARTS.items() if not _works(name, works)]
    if failing:
        return JsonResponse({"status": "failing", "failing": failing}, status=503)
    return JsonResponse({"status": "ok"})


def _works(name: str, works: Callable[[], bool]) -> bool:
    # Whatever a part raises means that it fails; the reason belongs in the log, not outside.
    try:
        return works()
    except Exception:
        logger.exception("not ready: %s", name)
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _cache() -> bool:
    token = secrets.token_hex(8)
    cache.set(f"readyz-{token}", token, timeout=10)
    return bool(cache.get(f"readyz-{token}") == token)


def _storage() -> bool:
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=root, prefix=".readyz-") as file:
        file.write(b"ready")
        file.flush()
    return True


def _clock() -> bool:
    return abs(clock.skew()) <= MOST_SKEW


PARTS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "migrations": _migrations,
    "cache": _cache,
    "storage": _storage,
    "clock": _clock,
}
