"""How a person's name is printed and sorted. Pure."""

__all__ = ["FAMILY_FIRST", "GIVEN_FIRST", "display_name", "sort_name"]

GIVEN_FIRST = "given-first"
FAMILY_FIRST = "family-first"


def display_name(
    given_name: str, family_name: str, name_order: str = GIVEN_FIRST, suffix: str = ""
) -> str:
    """The name as printed in a byline, its parts in the person's own order.

    A person with one name has it in either part. The suffix ("Jr.") stands last.
    """
    parts = [given_name, family_name]
    if name_order == FAMILY_FIRST:
        parts.reverse()
    return joined(*parts, suffix)


def sort_name(given_name: str, family_name: str, suffix: str = "") -> str:
    """The name as an index sorts it: "Family, Given, Suffix". Without a family name, the given."""
    if not family_name.strip():
        return joined(given_name, suffix)
    parts = [family_name, given_name, suffix]
    return ", ".join(joined(part) for part in parts if part.strip())


def joined(*parts: str) -> str:
    return " ".join(" ".join(parts).split())
