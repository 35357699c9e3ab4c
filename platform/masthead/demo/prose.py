"""Synthetic articles for load tests: sound like a policy review, mean nothing, cost nothing.

    prose = Prose(7)
    prose.title(), prose.standfirst(), prose.paragraphs(9)

The same seed gives the same words in the same order. Sentences are made once, from templates and
word banks, and then only combined and filled with words of the lexicon, so that twenty thousand
articles take seconds. Each article has one of a few dozen themes, and therefore only some of the
banks' words. The text holds nothing that HTML, XML or BibTeX would have to escape.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import gcd
from random import Random

from masthead.demo import lexicon

__all__ = ["Prose"]

ACTORS = (
    "cable owners",
    "central banks",
    "coast guards",
    "customs services",
    "defence planners",
    "export agencies",
    "ferry operators",
    "finance ministries",
    "fisheries agencies",
    "grid operators",
    "harbour authorities",
    "island governments",
    "marine insurers",
    "middle powers",
    "planning ministries",
    "provincial councils",
    "regional lenders",
    "shipping lines",
    "smaller states",
    "standards bodies",
    "trade negotiators",
    "transit states",
)
DEEDS = (
    "agree on a common form before they argue about its contents",
    "count the cost of delay as carefully as the cost of steel",
    "exchange officers for a full year",
    "hold reserves against a bad season",
    "keep a register that outsiders can read",
    "leave the small meetings where they are",
    "open their forecasts to one another",
    "pay for maintenance out of the first budget and not the last",
    "pool the cost of standing by",
    "promise a date and keep it",
    "publish what they already know",
    "put the second decade into the contract for the first",
    "recognise the inspections of their neighbours",
    "rehearse the emergency with real lorries",
    "say in advance what would change their minds",
    "settle minor disputes while they are still minor",
    "share spare parts across borders",
    "train the people who will replace them",
    "treat a quiet year as something that was made",
    "write rules in the language of those who apply them",
)
CONDITIONS = (
    "after the first bad harvest",
    "as long as the budget survives the spring",
    "before a crisis obliges them to",
    "even when nobody is watching",
    "for as long as the treaty is in force",
    "if the invitation comes from a neighbour",
    "once the delegations have gone home",
    "so long as the other side does likewise",
    "unless a larger partner objects",
    "when the price of waiting begins to rise",
    "whenever a route is closed",
    "while the memory of the last shortage is fresh",
)
ISSUES = (
    "access to deep water",
    "the ageing of the repair fleet",
    "the allocation of berths",
    "the cost of insuring a strait",
    "the future of coal towns",
    "the licensing of landing points",
    "the management of shared rivers",
    "the movement of care workers",
    "the new rules of origin",
    "the pace of port reform",
    "the pricing of carbon at sea",
    "the shortage of pilots",
    "the storage of critical minerals",
    "the supervision of fishing fleets",
    "the sharing of radar pictures",
    "the timetable of the interconnector",
    "the transfer of dual-use machinery",
    "the treatment of stranded crews",
)
THINGS = (
    "a budget line that nobody defends",
    "a habit of answering the telephone",
    "a list that is out of date on arrival",
    "an empty berth",
    "an inspector with time to look",
    "confidence in the next sailing",
    "local knowledge",
    "the depth of the channel",
    "the distance to the nearest spare part",
    "the goodwill of a neighbour",
    "the mood of the capital",
    "the quality of the minutes",
    "the reputation of a small secretariat",
    "the second shift",
    "the wording of an annex",
    "the question of who pays for waiting",
)
PLACES = (
    "across the archipelago",
    "along the eastern seaboard",
    "along the northern route",
    "at the edge of the monsoon",
    "between the two gulfs",
    "beyond the outer reef",
    "in the landlocked interior",
    "in the narrow seas",
    "in the river deltas",
    "in the uplands",
    "on both shores of the strait",
    "south of the trade winds",
)
SOURCES = (
    "A retired harbourmaster",
    "A survey of provincial budgets",
    "An official who has handled the file for a decade",
    "One negotiator",
    "The archive of a former secretariat",
    "The most careful study so far",
    "Those who keep the logs",
    "Three engineers, asked separately",
)

OPENINGS = (
    "Few questions of {adjective} policy divide {actors} of {name} as reliably as {issue}.",
    (
        "The debate about {issue} usually begins with {thing}, and would do better to begin "
        "with {other_thing} or with {noun}."
    ),
    "{Place}, the {adjective} {actors} have slowly learned to {deed}.",
    (
        "It is tempting to describe {issue} in {name} as the {adjective} contest between {actors} "
        "and {other_actors}."
    ),
    "Whoever wants to understand {issue} should look first at {noun} and at {thing}.",
    (
        "For most of the past generation {actors} from {name} regarded {issue} as somebody else’s "
        "{adjective} business."
    ),
    (
        "There are two ways of thinking about {issue}, as {noun} and as {noun}, and {actors} have "
        "tried both of them."
    ),
    (
        "Seen from the capital, {issue} is a matter of {thing}; seen from the quay, it is a "
        "matter of {other_thing}."
    ),
)
EVIDENCE = (
    "{Source} in {name} put it more simply, and said that {actors} will {deed} {condition}.",
    (
        "{Place}, where {adjective} pressure was felt first, {actors} began to {deed} and found "
        "that {other_actors} of {name} followed."
    ),
    (
        "What evidence there is suggests that {thing} matters more than {noun}, although the "
        "{adjective} cases are few and seldom alike."
    ),
    (
        "In the years when {actors} chose to {deed}, the {adjective} quarrel over {issue} was "
        "shorter and was forgotten sooner."
    ),
    (
        "The difference was made neither by {noun} nor by {noun} but by {thing}, which had been "
        "there all along."
    ),
    (
        "{Source} recalls that {other_actors} of {name} were consulted late, politely, and to no "
        "{adjective} purpose."
    ),
    (
        "When {issue} came up again at {name}, {actors} could point to {thing}, and that proved to "
        "be enough."
    ),
)
TURNS = (
    (
        "It may be objected that {thing} lies beyond the {adjective} reach of {actors}, and in the "
        "short run it does."
    ),
    "None of this {noun} means that {issue} can be left to the {adjective} {actors} alone.",
    (
        "The difficulty is that {actors} and {other_actors} seldom mean the same thing when "
        "they speak of {noun}."
    ),
    (
        "A sceptic from {name} will answer that {actors} only {deed} {condition}, and the sceptic "
        "will often be right."
    ),
    "Yet the same {adjective} arrangement, moved to {name}, has failed for want of {thing}.",
    ("What looks like {noun} is more often caution: {actors} have been blamed before for {issue}."),
    (
        "The larger powers have been slow to notice, since {name} does not appear on any "
        "{adjective} map of theirs."
    ),
)
CONCLUSIONS = (
    "The {adjective} lesson is that {actors} ought to {deed} {condition}.",
    (
        "If {actors} of {name} were to {deed}, then {other_actors} would have one {adjective} "
        "reason fewer to refuse."
    ),
    "It would cost little, offend no one, and turn {issue} from {noun} into an agenda.",
    "A modest beginning would be for the {adjective} {actors} to {deed}, and to say so in {name}.",
    "Nothing in that requires {noun}; it requires {thing}, and someone to look after it.",
    "The choice is less between {noun} and {noun} than between {thing} and {other_thing}.",
    "Until then {issue} will be decided in {name}, as it has been so far, by {thing}.",
)
STANDFIRSTS = (
    "The argument about {issue} has been conducted in {name}. It belongs with {actors}.",
    "{Place}, {issue} turns on {noun}. That ought to change how {adjective} affairs are discussed.",
    "Everyone has a view of {issue} in {name}, and hardly anyone has asked {actors}.",
    "A small change in {issue} would help {actors} more than {adjective} declarations.",
    "Before the next round of talks on {issue}, it is worth asking what {actors} actually do.",
)
HEADINGS = (
    "What {actors} can do",
    "The view of {actors}",
    "Beginning with {thing}",
    "How {issue} became {adjective}",
    "Why {actors} wait",
    "The case for {noun}",
    "Lessons from {name}",
    "Where {actors} disagree",
)

# The words of titles. Every combination reads differently, so that none need ever be repeated.
QUALITIES = (
    "Borrowed",
    "Careful",
    "Common",
    "Crowded",
    "Distant",
    "Divided",
    "Forgotten",
    "Hidden",
    "Hurried",
    "Narrow",
    "Ordinary",
    "Patient",
    "Quiet",
    "Restless",
    "Second",
    "Shared",
    "Slow",
    "Steady",
    "Unequal",
    "Unfinished",
    "Unseen",
    "Unwritten",
    "Useful",
)
SUBJECTS = (
    "Anchorage",
    "Balance",
    "Bargain",
    "Berth",
    "Bridge",
    "Calendar",
    "Channel",
    "Corridor",
    "Crossing",
    "Current",
    "Frontier",
    "Horizon",
    "Ledger",
    "Lighthouse",
    "Minutes",
    "Monsoon",
    "Neighbour",
    "Passage",
    "Promise",
    "Quay",
    "Queue",
    "Reserve",
    "Rule",
    "Signal",
    "Strait",
    "Table",
    "Tide",
    "Timetable",
    "Warehouse",
)
QUESTIONS = (
    "How {actors} Changed {matter}",
    "What {actors} Owe to {matter}",
    "Why {actors} Should Mind {matter} in {name}",
    "{matter} as {actors} of {name} See It",
    "{actors} and {matter}",
)
MATTERS = (
    "Carbon at Sea",
    "Care Across Borders",
    "Coal Towns",
    "Critical Minerals",
    "Deep Water",
    "Dual-Use Machinery",
    "Fishing Rights",
    "Port Reform",
    "Rules of Origin",
    "Shared Rivers",
    "Stranded Crews",
    "the Interconnector",
    "the Radar Picture",
    "the Repair Fleet",
    "the Shortage of Pilots",
    "Undersea Cables",
)

# Given and family names that go together; the people are invented.
NAMES = (
    (
        ("Arun", "Devika", "Ishaan", "Kavitha", "Leela", "Nikhil", "Pranav", "Radhika", "Sanjana"),
        (
            "Ambalavanan",
            "Chitrangad",
            "Deshmane",
            "Kuttikar",
            "Marudhan",
            "Raghavendran",
            "Vellore",
        ),
    ),
    (
        ("Chaeyun", "Dabin", "Eunjae", "Garam", "Hanbyeol", "Jiwoo", "Narae", "Seoha", "Taeyul"),
        ("Bang", "Cheon", "Dokgo", "Gal", "Maeng", "Namgung", "Seomun", "Tak"),
    ),
    (
        ("Akari", "Haruto", "Kaede", "Mio", "Nagisa", "Ren", "Shiori", "Sota", "Tsubasa"),
        ("Amagishi", "Hoshikawa", "Kuroshima", "Minatoya", "Namiki", "Shiomizu", "Tomarigi"),
    ),
    (
        ("Amihan", "Benilda", "Crisanto", "Dalisay", "Isagani", "Ligaya", "Rosauro", "Tala"),
        ("Balangkas", "Delapena", "Ilagan", "Luntiano", "Madrigueno", "Salonga", "Tagumpay"),
    ),
    (
        ("Adelaide", "Bronte", "Callan", "Edith", "Hamish", "Imogen", "Lachlan", "Philippa"),
        ("Ashgrove", "Brackenridge", "Culverhouse", "Merriweather", "Quayle", "Thistlewood"),
    ),
    (
        ("Aditya", "Citra", "Dewi", "Hasnah", "Intan", "Jamilah", "Rangga", "Surya", "Wulan"),
        ("Baskoro", "Gunawardi", "Harjanti", "Lestarini", "Mahendrata", "Pramudyo", "Widjaya"),
    ),
    (
        ("Anaïs", "Fetu", "Ioane", "Lupe", "Mele", "Sefa", "Sina", "Tavita", "Vailea"),
        ("Faleolo", "Leavasa", "Matagi", "Naufahu", "Tauiliili", "Tuilagi", "Vaipulu"),
    ),
)

THEMES = 72
OF_A_KIND = 14  # sentences of each kind and theme, less those alike
LINES = 1000  # standfirsts and headings to draw from
STRIDE = 0.6180339887  # of the space of titles: neighbours have nothing in common

_SLOT = re.compile("{(adjective|noun|name)}")


@dataclass(frozen=True)
class Line:
    """A sentence in which words of the lexicon are still to be put, of these kinds in turn."""

    text: str
    slots: tuple[str, ...]


@dataclass(frozen=True)
class Theme:
    """The few words of each bank that one article has."""

    issue: str
    actors: Sequence[str]
    deeds: Sequence[str]
    conditions: Sequence[str]
    things: Sequence[str]
    places: Sequence[str]
    sources: Sequence[str]


class Prose:
    """A source of titles, standfirsts, headings, paragraphs and names, determined by its seed."""

    language = "en"

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311  not for secrets
        self._lexicon: dict[str, Iterator[str]] = {
            "adjective": lexicon.drawn(lexicon.adjectives(), self._random),
            "noun": lexicon.drawn(lexicon.nouns(), self._random),
            "name": lexicon.drawn(lexicon.names(), self._random),
        }
        themes = [self._theme(number) for number in range(THEMES)]
        self._themes = [
            [
                self._lines(kind, OF_A_KIND, [theme])
                for kind in (OPENINGS, EVIDENCE, TURNS, CONCLUSIONS)
            ]
            for theme in themes
        ]
        self._standfirsts = self._lines(STANDFIRSTS, LINES, themes)
        self._headings = self._lines(HEADINGS, LINES, themes)
        self._titles = len(QUALITIES) * len(SUBJECTS) * len(QUESTIONS) * len(ACTORS) * len(MATTERS)
        # A stride without a common divisor visits every title before it repeats one.
        self._stride = int(self._titles * STRIDE)
        while gcd(self._stride, self._titles) > 1:
            self._stride += 1
        self._next = self._random.randrange(self._titles)

    def title(self) -> str:
        """A title this source has not given before; there are more than a million."""
        self._next = (self._next + self._stride) % self._titles
        rest = self._next
        words = []
        for bank in (QUALITIES, SUBJECTS, QUESTIONS, ACTORS, MATTERS):
            rest, at = divmod(rest, len(bank))
            words.append(bank[at])
        quality, subject, question, actors, matter = words
        name = next(self._lexicon["name"])
        tail = question.format(actors=actors.title(), matter=matter, name=name)
        return f"The {quality} {subject}: {_capital(tail)}"

    def standfirst(self) -> str:
        """One or two sentences, at most 300 characters."""
        return self._filled(self._random.choice(self._standfirsts))

    def heading(self) -> str:
        """A few words without a full stop."""
        return self._filled(self._random.choice(self._headings))

    def paragraphs(self, number: int) -> list[str]:
        """So many paragraphs, of about eighty words each, on one theme."""
        kinds = self._random.choice(self._themes)
        return [
            " ".join(map(self._filled, four))
            for four in zip(*(self._drawn(kind, number) for kind in kinds), strict=True)
        ]

    def _drawn(self, lines: Sequence[Line], number: int) -> list[Line]:
        """Different ones, as long as there are so many."""
        if number <= len(lines):
            return self._random.sample(lines, number)
        return self._random.choices(lines, k=number)

    def name(self) -> str:
        """A given name and a family name, one word each."""
        given, family = self._random.choice(NAMES)
        return f"{self._random.choice(given)} {self._random.choice(family)}"

    def _filled(self, line: Line) -> str:
        return line.text % tuple([next(self._lexicon[slot]) for slot in line.slots])

    def _theme(self, number: int) -> Theme:
        def some(bank: Sequence[str], size: int) -> list[str]:
            return self._random.sample(bank, size)

        return Theme(
            issue=ISSUES[number % len(ISSUES)],
            actors=some(ACTORS, 3),
            deeds=some(DEEDS, 4),
            conditions=some(CONDITIONS, 3),
            things=some(THINGS, 4),
            places=some(PLACES, 3),
            sources=some(SOURCES, 3),
        )

    def _lines(self, templates: Sequence[str], number: int, themes: Sequence[Theme]) -> list[Line]:
        made = (
            self._line(templates[at % len(templates)], themes[at % len(themes)])
            for at in range(number)
        )
        return list(dict.fromkeys(made))

    def _line(self, template: str, theme: Theme) -> Line:
        actors, other_actors = self._random.sample(theme.actors, 2)
        thing, other_thing = self._random.sample(theme.things, 2)
        text = template.format(
            actors=actors,
            other_actors=other_actors,
            thing=thing,
            other_thing=other_thing,
            deed=self._random.choice(theme.deeds),
            condition=self._random.choice(theme.conditions),
            issue=theme.issue,
            Place=_capital(self._random.choice(theme.places)),
            Source=self._random.choice(theme.sources),
            adjective="%s",
            noun="%s",
            name="%s",
        )
        return Line(_capital(text), tuple(_SLOT.findall(template)))


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
