"""In which orders the lists of the directory come."""

from datetime import date

from api import parameters
from api.pages import Ordering
from api.parameters import Parameter

__all__ = ["BY_DIGEST", "BY_ID", "BY_SPDX", "DIRECTORY_ORDERING", "ISSUE_ORDERING", "ORDERINGS"]

BY_ID = Ordering("id", ("pk",), (int,))
BY_SPDX = Ordering("spdx", ("spdx",), (str,))
BY_DIGEST = Ordering("sha256", ("sha256",), (str,))
ORDERINGS = {
    each.name: each
    for each in (
        Ordering("slug", ("slug",), (str,)),
        Ordering("-slug", ("slug",), (str,), descending=True),
        # "dated": published_on, or the first day of all where an issue has none.
        Ordering("-published_on", ("dated", "slug"), (date, str), descending=True),
        Ordering("published_on", ("dated", "slug"), (date, str)),
    )
}


def _parameter(description: str, *names: str) -> Parameter:
    """The first is the usual one."""
    return Parameter(
        "ordering",
        parameters.choice(*names),
        description,
        schema={"type": "string", "enum": list(names), "default": names[0]},
    )


DIRECTORY_ORDERING = _parameter("By slug, forwards or backwards (-).", "slug", "-slug")
ISSUE_ORDERING = _parameter(
    "The latest (-) or the earliest first, undated ones as the earliest; or by slug.",
    "-published_on", "published_on", "slug", "-slug",
)  # fmt: skip
