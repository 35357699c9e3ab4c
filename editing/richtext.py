"""Rich text that is no article's body: cleaned on every way in, whatever the editor sent.

Simple text is short, as a biography; a page's text has headings and quotations besides.
"""

import re
from collections.abc import Callable
from html import escape, unescape

import nh3

from editing.text import clean_text, refuse_overrides, without_controls

__all__ = ["clean_page", "clean_simple", "from_plain", "to_plain"]

SIMPLE_TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "br", "sup", "sub"}
PAGE_TAGS = SIMPLE_TAGS | {"h2", "h3", "blockquote"}
LINK_SCHEMES = {"http", "https", "mailto"}
# What word processors write instead; renamed after cleaning.
SAME_AS = {"b": "strong", "i": "em"}
# A page's title is its first heading, and two levels are enough below it.
SAME_AS_IN_PAGES = SAME_AS | {"h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
# Contents that are never text.
DROPPED_WHOLE = {"script", "style", "title", "template", "noscript", "iframe", "object", "svg"}
BLOCK_ENDS = re.compile(r"</(?:p|li|ul|ol|h2|h3|blockquote)>|<br>")
HEADING = re.compile(r"<(h[23])>(.*?)</\1>", re.DOTALL)
# What a heading cannot hold (HTML, section 4.3.6): its words stay, apart from one another.
BLOCK_IN_HEADING = re.compile(r"</?(?:p|ul|ol|li|blockquote)>")
EMPTY_HEADING = re.compile(r"<(h[23])>(?:\s|<[^>]*>(?<!</h[23]>))*</\1>")


def cleaner_of(tags: set[str]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=tags,
        clean_content_tags=DROPPED_WHOLE,
        # Without "*" the cleaner would let `title` and `lang` pass on every tag.
        attributes={"*": set(), "a": {"href"}},
        url_schemes=LINK_SCHEMES,
        link_rel=None,
    )


simple_cleaner = cleaner_of(SIMPLE_TAGS | set(SAME_AS))
page_cleaner = cleaner_of(PAGE_TAGS | set(SAME_AS_IN_PAGES))


def clean_simple(html: str) -> str:
    """Paragraphs, lists, emphasis, sub- and superscript, links. "" if no word is left.

    Raises ValidationError for characters that override direction.
    """
    return settled(html, lambda text: once(text, simple_cleaner, SAME_AS))


def clean_page(html: str) -> str:
    """Simple text with quotations and headings (h2, h3), which are not empty and in their order.

    Raises ValidationError for characters that override direction.
    """
    return settled(html, page_once)


def settled(html: str, clean: Callable[[str], str]) -> str:
    cleaned = clean(html)
    # Hostile nesting may settle only when it is cleaned again.
    for _attempt in range(3):
        again = clean(cleaned)
        if again == cleaned:
            break
        cleaned = again
    return cleaned if to_plain(cleaned) else ""


def once(html: str, cleaner: nh3.Cleaner, same_as: dict[str, str]) -> str:
    # Character references are resolved by the cleaner, so text is looked at behind it.
    cleaned = cleaner.clean(without_controls(html))
    for wrong, right in same_as.items():
        cleaned = cleaned.replace(f"<{wrong}>", f"<{right}>").replace(f"</{wrong}>", f"</{right}>")
    # A link whose address was refused leads nowhere.
    cleaned = re.sub(r"<a>(.*?)</a>", r"\1", cleaned, flags=re.DOTALL)
    # This combining stroke would melt with the end of a tag into one character.
    cleaned = re.sub(">\u0338+", ">", cleaned)
    return without_controls(cleaned).strip()


def page_once(html: str) -> str:
    cleaned = HEADING.sub(_phrase, once(html, page_cleaner, SAME_AS_IN_PAGES))
    cleaned = EMPTY_HEADING.sub("", cleaned)
    # Before the first h2 there is nothing an h3 could belong under.
    before, second, after = cleaned.partition("<h2>")
    return before.replace("<h3>", "<h2>").replace("</h3>", "</h2>") + second + after


def _phrase(heading: re.Match[str]) -> str:
    level, content = heading.groups()
    return f"<{level}>{BLOCK_IN_HEADING.sub(' ', content).strip()}</{level}>"


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
