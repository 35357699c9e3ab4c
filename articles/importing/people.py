"""Names of people, as printed: are they names, and which part is the family's?"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

__all__ = [
    "PersonName",
    "is_collective",
    "looks_like_name",
    "split_name",
    "split_names",
    "without_honorific",
]

GIVEN_FIRST = "given-first"
FAMILY_FIRST = "family-first"
LONGEST_NAME = 60  # characters, several times the usual

_HONORIFIC = re.compile(
    r"^(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Mx|Amb|Ambassador|Gen|General|Adm|Admiral|Col|Colonel|Sir|Dame"
    r"|Hon|Rev|Lt|Capt|Captain)\b\.?\s+)+"
)
_SUFFIX = re.compile(r"[\s,]+(Jr\.?|Sr\.?|II|III|IV|Ph\.?\s?D\.?|M\.?D\.?|MBE|OBE|CBE|Esq\.?)$")
_IN_BRACKETS = re.compile(r"\s*[(（]([^()（）]{1,40})[)）]\s*")
_PARTICLES = {
    *("de", "del", "della", "der", "den", "des", "di", "da", "dos", "du", "la", "le", "van"),
    *("von", "ter", "ten", "bin", "binti", "ibn", "al", "el", "abu", "ben", "bte", "y", "zu"),
    *("af",),
}
_TOKEN = re.compile(r"(?:[dlDLO]['’])?[^\W\d_](?:[^\W\d_]|[-'’.‑](?=[^\W\d_]))*\.?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+|[^\W\d_]")
_HANGUL = re.compile(r"[가-힣]+")
_HAN_OR_KANA = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")
_KATAKANA_WITH_DOT = re.compile(r"[\u30a0-\u30ff]+(?:[・･＝][\u30a0-\u30ff]+)+")

_LONG_HANGUL_FAMILIES = {
    "남궁",
    "황보",
    "제갈",
    "사공",
    "선우",
    "서문",
    "독고",
    "동방",
    "어금",
    "망절",
}
_LONG_HAN_FAMILIES = {
    *("欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "司徒"),
    *("东方", "東方", "夏侯", "慕容", "尉迟"),
}
# Romanised family names that usually stand first in their own countries and are seldom given names.
_FAMILIES_SEEN_FIRST = {
    # Korea
    *("Ahn", "Bae", "Baek", "Bang", "Byun", "Cha", "Chae", "Cho", "Choe", "Choi", "Chung", "Gil"),
    *("Go", "Ha", "Han", "Heo", "Hong", "Hwang", "Hyun", "Im", "Jang", "Jeon", "Jeong", "Ji"),
    *("Jin", "Jo", "Joo", "Jung", "Kang", "Kim", "Ko", "Koo", "Kwak", "Kwon", "Lee", "Lim"),
    *("Min", "Moon", "Nam", "No", "Noh", "Oh", "Paik", "Park", "Pyo", "Rhee", "Roh", "Ryu"),
    *("Seo", "Seong", "Shim", "Shin", "Sohn", "Son", "Song", "Suh", "Sung", "Um", "Woo", "Yang"),
    *("Yeo", "Yi", "Yim", "Yoo", "Yoon", "Yun"),
    # China
    *("Cai", "Cao", "Chen", "Cheng", "Cui", "Deng", "Ding", "Dong", "Fan", "Fang", "Feng", "Gao"),
    *("Guo", "He", "Hu", "Huang", "Jia", "Jiang", "Li", "Liang", "Lin", "Liu", "Lu", "Luo", "Ma"),
    *("Peng", "Qian", "Shen", "Sun", "Tan", "Tang", "Tian", "Wan", "Wang", "Wei", "Wu", "Xi"),
    *("Xiao", "Xie", "Xu", "Yan", "Yao", "Ye", "Yu", "Yuan", "Zeng", "Zhang", "Zhao", "Zheng"),
    *("Zhou", "Zhu"),
    # Viet Nam
    *("Bui", "Dang", "Dao", "Dinh", "Do", "Duong", "Hoang", "Huynh", "Le", "Ngo", "Nguyen"),
    *("Pham", "Phan", "Tran", "Trinh", "Truong", "Vo", "Vu"),
}
_ALSO_GIVEN_NAMES = {"Kim", "Lee", "Gil", "Min", "Jo", "Jin", "Song", "Ma", "Ko", "Park"}

_COLLECTIVE = re.compile(
    r"\b(Board|Team|Institute|Centre|Center|Committee|Council|Editors|Staff|Group|Network|Project"
    r"|University|Association|Foundation|Society|Secretariat|Desk|Task Force)\b"
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in parts. ``guessed`` tells that which part is which was decided by likelihood."""

    given_name: str
    family_name: str
    name_order: str
    native_name: str = ""
    suffix: str = ""
    guessed: bool = False


def split_name(name: str) -> PersonName:
    """A printed name in parts: "Dr Mina SEO (서미나)", "Seo, Mina", "서미나", "Jan van der Meer".

    Honorifics are left out. Names in Chinese, Japanese and Korean script are family first; of
    others the last word is the family's, unless capitals, a comma, a particle or a family name
    known to stand first say otherwise. A single word is a family name.
    """
    bare, native = _without_brackets(" ".join(name.split()))
    bare = _HONORIFIC.sub("", bare)
    suffix = ""
    if (found := _SUFFIX.search(bare)) and bare[: found.start()].strip(" ,"):
        bare, suffix = bare[: found.start()].strip(" ,"), found[1]
    parts = _split_native(bare) or _split_latin(bare)
    # A degree is no part of a name.
    generation = suffix if re.match(r"[JSI]", suffix) else ""
    return replace(parts, native_name=native or parts.native_name, suffix=generation)


def without_honorific(name: str) -> str:
    """ "Dr Mina Seo" without the "Dr"."""
    return _HONORIFIC.sub("", name)


def looks_like_name(text: str) -> bool:
    """Whether the text could be one person's name and nothing else: two to five words or script."""
    if len(text) > LONGEST_NAME:
        return False
    bare = _HONORIFIC.sub("", _without_brackets(text.strip())[0])
    bare = _SUFFIX.sub("", bare).strip()
    compact = bare.replace(" ", "")
    if _HANGUL.fullmatch(compact):
        return 2 <= len(compact) <= 5
    if _HAN_OR_KANA.fullmatch(compact):
        return 2 <= len(compact) <= 6 or bool(_KATAKANA_WITH_DOT.fullmatch(compact))
    words = bare.split()
    if not 2 <= len(words) <= 5 or not all(map(_could_be_in_a_name, words)):
        return False
    return sum(1 for word in words if word[0].isupper() and not _INITIALS.fullmatch(word)) >= 1


def split_names(text: str) -> list[str]:
    """The parts of "A, B and C", "A; B & C", "가나다·라마바"; names or not."""
    parts = re.split(r"\s*(?:[;&、，·]|\band\b|\s및\s|,(?!\s*(?:Jr|Sr|Ph))(?:\s*and\b)?)\s*", text)
    return [part for part in (part.strip(" .,") for part in parts) if part]


def is_collective(name: str) -> bool:
    """Whether the name is a group's, such as "The Editorial Board"."""
    return bool(_COLLECTIVE.search(name)) or name.startswith("The ")


def _without_brackets(name: str) -> tuple[str, str]:
    """The name and, if in brackets beside it, its native script (or the other way round)."""
    found = _IN_BRACKETS.search(name)
    if not found:
        return name, ""
    inside = found[1].strip()
    outside = (name[: found.start()] + " " + name[found.end() :]).strip()
    if _is_native(inside):
        return outside, inside
    if _is_native(outside) and looks_like_name(inside):
        return inside, outside
    return outside, ""


def _is_native(text: str) -> bool:
    compact = text.replace(" ", "")
    return bool(_HANGUL.fullmatch(compact) or _HAN_OR_KANA.fullmatch(compact))


def _could_be_in_a_name(word: str) -> bool:
    if word.lower() in _PARTICLES:
        return True
    if _INITIALS.fullmatch(word):
        return word[0].isupper()
    return bool(_TOKEN.fullmatch(word)) and (
        word[0].isupper() or word[:2] in {"al", "el", "d'", "d’"}
    )


def _split_native(name: str) -> PersonName | None:
    """A name in Chinese, Japanese or Korean script, else ``None``."""
    if _KATAKANA_WITH_DOT.fullmatch(name):
        *given_names, last = re.split("[・･＝]", name)
        return PersonName("・".join(given_names), last, GIVEN_FIRST, native_name=name)
    if not _is_native(name):
        return None
    if " " in name:
        family, given = name.split(" ", 1)
        return PersonName(given, family, FAMILY_FIRST, native_name=name)
    length, guessed = 1, False
    if name[:2] in _LONG_HANGUL_FAMILIES | _LONG_HAN_FAMILIES and len(name) > 2:
        length = 2
    elif _HAN_OR_KANA.fullmatch(name) and len(name) >= 4:
        length, guessed = 2, True  # most Japanese family names have two characters
    return PersonName(name[length:], name[:length], FAMILY_FIRST, native_name=name, guessed=guessed)


def _split_latin(name: str) -> PersonName:
    if "," in name:
        family, given = (part.strip() for part in name.split(",", 1))
        return PersonName(given, family, GIVEN_FIRST)
    words = name.split()
    if len(words) < 2:
        return PersonName("", name, GIVEN_FIRST)
    return _split_by_capitals(words) or _split_by_particle(words) or _split_by_likelihood(words)


def _split_by_capitals(words: list[str]) -> PersonName | None:
    """ "SEO Mina" and "Mina SEO": capitals mark the family name."""
    marked = [len(word) > 1 and word.isupper() and not _INITIALS.fullmatch(word) for word in words]
    if all(marked) or not any(marked):
        return None
    count = sum(marked)
    family = " ".join(
        _capitalised(w) for w, is_family in zip(words, marked, strict=True) if is_family
    )
    if all(marked[:count]):
        return PersonName(" ".join(words[count:]), family, FAMILY_FIRST)
    if all(marked[-count:]):
        return PersonName(" ".join(words[:-count]), family, GIVEN_FIRST)
    return None


def _capitalised(word: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)


def _split_by_particle(words: list[str]) -> PersonName | None:
    for index, word in enumerate(words[1:-1], start=1):
        if word in _PARTICLES:
            return PersonName(" ".join(words[:index]), " ".join(words[index:]), GIVEN_FIRST)
    return None


def _split_by_likelihood(words: list[str]) -> PersonName:
    first, last = words[0], words[-1]
    stands_first = first in _FAMILIES_SEEN_FIRST and last not in _FAMILIES_SEEN_FIRST
    if stands_first and first in _ALSO_GIVEN_NAMES:
        stands_first = len(words) == 3 or "-" in last
    if stands_first:
        return PersonName(" ".join(words[1:]), first, FAMILY_FIRST, guessed=True)
    return PersonName(
        " ".join(words[:-1]), last, GIVEN_FIRST, guessed=first in _FAMILIES_SEEN_FIRST
    )
