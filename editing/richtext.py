"""Short rich text, as in a biography: cleaned on every way in, whatever the editor sent."""

import re
from html import escape, unescape

import nh3

from editing.text import clean_text, refuse_overrides, without_controls

__all__ = ["clean_simple", "from_plain", "to_plain"]

SIMPLE_TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "br", "sup", "sub"}
LINK_SCHEMES = {"http", "https", "mailto"}
# What word processors write instead; renamed after cleaning.
SAME_AS = {"b": "strong", "i": "em"}
# Contents that are never text.
DROPPED_WHOLE = {"script", "style", "title", "template", "noscript", "iframe", "object", "svg"}
BLOCK_ENDS = re.compile(r"</(?:p|li|ul|ol)>|<br>")

cleaner = nh3.Cleaner(
    tags=SIMPLE_TAGS | set(SAME_AS),
    clean_content_tags=DROPPED_WHOLE,
    # Without "*" the cleaner would let `title` and `lang` pass on every tag.
    attributes={"*": set(), "a": {"href"}},
    url_schemes=LINK_SCHEMES,
    link_rel=None,
)


def clean_simple(html: str) -> str:
    """Paragraphs, lists, emphasis, sub- and superscript, links. "" if no word is left.

    Raises ValidationError for characters that override direction.
    """
    cleaned = once(html)
    # Hostile nesting may settle only when it is cleaned again.
    for _attempt in range(3):
        again = once(cleaned)
        if again == cleaned:
            break
        cleaned = again
    return cleaned if to_plain(cleaned) else ""


def once(html: str) -> str:
    # Character references are resolved by the cleaner, so text is looked at behind it.
    cleaned = cleaner.clean(without_controls(html))
    for wrong, right in SAME_AS.items():
        cleaned = cleaned.replace(f"<{wrong}>", f"<{right}>").replace(f"</{wrong}>", f"</{right}>")
    # A link whose address was refused leads nowhere.
    cleaned = re.sub(r"<a>(.*?)</a>", r"\1", cleaned, flags=re.DOTALL)
    # This combining stroke would melt with the end of a tag into one character.
    cleaned = re.sub(">\u0338+", ">", cleaned)
    return without_controls(cleaned).strip()


def from_plain(text: str) -> str:
    """Paragraphs from plain text, parted by empty lines; a single line end becomes a break."""
    paragraphs = [part for part in re.split(r"\n\s*\n", clean_text(text)) if part.strip()]
    escaped = (escape(part, quote=False).replace("\n", "<br>") for part in paragraphs)
    return "".join(f"<p>{part}</p>" for part in escaped)


def to_plain(html: str) -> str:
    """The words, a line for each paragraph and list item."""
    refuse_overrides(html)
    lines = re.sub(r"<[^>]*>", "", BLOCK_ENDS.sub("\n", html))
    return "\n".join(line.strip() for line in unescape(lines).split("\n") if line.strip())
