"""What may be asked of the stream of changes."""

from api import parameters
from api.parameters import DEFAULT_LIMIT, LARGEST_LIMIT, LARGEST_PAGE_SIZE, Parameter

__all__ = ["PARAMETERS"]

PARAMETERS = (
    Parameter(
        "since",
        parameters.word,
        "Behind which entry to go on: the `next` of the last answer, or the `token` of the last "
        "entry you have kept. Without it, the stream begins with the first entry of all.",
    ),
    Parameter(
        "limit",
        parameters.limit,
        f"How many entries at most; {DEFAULT_LIMIT} unless told otherwise. With "
        f"`expand=article` at most {LARGEST_PAGE_SIZE} are sent, whatever is asked for.",
        schema={
            "type": "integer",
            "minimum": 1,
            "maximum": LARGEST_LIMIT,
            "default": DEFAULT_LIMIT,
        },
    ),
    Parameter(
        "expand",
        parameters.choice("article"),
        "`article`: send each article whole, as at its own address, instead of what lists show.",
        schema={"type": "string", "enum": ["article"]},
    ),
)
