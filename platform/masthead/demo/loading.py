"""The demonstration's content, brought in as an editor would: imported, illustrated, published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from django.contrib.auth.models import User
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from articles import body, publishing, workflow
from articles.importing.drafting import Picture, import_file
from articles.models import Article, State
from articles.revisions import record_revision
from authors.models import Author
from masthead.demo import readings
from masthead.demo.pictures import PICTURES, draw, draw_portrait
from partners.models import Contact, Host, Partner
from photos.models import IssueCover, Photo
from photos.uploading import DuplicatePhoto, store_photo
from publication.disclaimers import set_wording
from publication.models import (
    BoardMember,
    Disclaimer,
    Issue,
    Licence,
    PlainPage,
    Publication,
    Section,
    Topic,
)

__all__ = ["ensure_publication", "load"]

HERE = Path(__file__).parent
Say = Callable[[str], Any]

# What only the demonstration reads in a manuscript's front matter; the importer gets the rest.
STAGE = ("published", "state", "correction", "update", "figures", "translation_of")
SIZE = (1600, 1000)  # pixels of a picture: six widths of renditions, in half a minute for all
PORTRAIT = 640  # pixels, wide and high
COVER = (900, 1200)  # pixels
HELD_BACK = timedelta(days=21)  # of a scheduled article, from now, if its date is past


@dataclass(frozen=True)
class _Play:
    """A manuscript and what the demonstration does with it."""

    name: str
    manuscript: bytes
    front: dict[str, Any]

    @property
    def state(self) -> str:
        return str(self.front.get("state", "published"))


def load(*, say: Say) -> None:
    """Fill an empty newsroom. One that holds an article is left as it is.

    All of it or nothing: killed half-way, the next start begins anew.
    """
    if Article.objects.exists():
        return
    say("Preparing the demonstration: a dozen articles and their photos, once.")
    with transaction.atomic():
        ensure_publication()
        plays = sorted(_plays(), key=_when)
        for number, play in enumerate(plays, 1):
            say(f"  {number} of {len(plays)}: {play.front['title']}")
            _perform(play)
        for spec in _told()["issues"]:
            _cover(spec)
        for spec in _told()["partners"]:
            _partner(spec)
        readings.read(now=timezone.now())


def ensure_publication() -> None:
    """The demonstration's serial with its sections, topics and disclaimers, if there is none."""
    if Publication.objects.exists():
        return
    told = _told()
    with transaction.atomic():
        disclaimers = {spec["key"]: _disclaimer(spec) for spec in told["disclaimers"]}
        facts = told["publication"]
        publication = Publication.objects.create(
            **{
                **{name: value for name, value in facts.items() if name != "country"},
                "licence": Licence.objects.get(spdx=facts["licence"]),
                "disclaimer": disclaimers[facts["disclaimer"]],
                "is_default": True,
            }
        )
        for spec in told["sections"]:
            Section.objects.create(
                **{
                    **spec,
                    "licence": Licence.objects.get(spdx=spec["licence"]),
                    "disclaimer": disclaimers[spec["disclaimer"]],
                }
            )
        for spec in told["topics"]:
            _topic(spec, parent=None)
        for position, line in enumerate(told["board"], 1):
            BoardMember.objects.create(publication=publication, position=position, **line)
        for spec in told["pages"]:
            PlainPage.objects.create(**spec)
        beside = ("articles", "cover")
        for spec in told["issues"]:
            issue = {name: value for name, value in spec.items() if name not in beside}
            Issue.objects.create(publication=publication, **issue)


def _told() -> dict[str, Any]:
    facts: dict[str, Any] = yaml.safe_load((HERE / "publication.yaml").read_text())
    return facts


def _cover(spec: dict[str, Any]) -> None:
    cover = spec["cover"]
    photo = _stored(
        draw(cover["photo"], COVER),
        f"cover-{cover['photo']}",
        alt_text=cover["alt"],
        credit_line=cover["credit"],
        redistribution_allowed=True,
    )
    IssueCover.objects.create(issue=Issue.objects.get(slug=spec["slug"]), photo=photo)


def _disclaimer(spec: dict[str, Any]) -> Disclaimer:
    disclaimer = Disclaimer.objects.create(label=spec["label"])
    set_wording(disclaimer, spec["wording_one"], spec["wording_several"])
    return disclaimer


def _topic(spec: dict[str, Any], *, parent: Topic | None) -> None:
    values = {name: value for name, value in spec.items() if name != "children"}
    topic = Topic.objects.create(parent=parent, **values)
    for child in spec.get("children", ()):
        _topic(child, parent=topic)


def _partner(spec: dict[str, Any]) -> None:
    """One who syndicates. Keys are made by whoever tries them out: each is shown once."""
    values = {name: value for name, value in spec.items() if name not in ("hosts", "contact")}
    partner = Partner.objects.create(**values)
    Contact.objects.create(partner=partner, **spec["contact"])
    for name in spec["hosts"]:
        Host.objects.create(partner=partner, name=name)


def _plays() -> list[_Play]:
    plays = []
    for path in sorted((HERE / "manuscripts").glob("*.md")):
        _, matter, text = path.read_text().split("---\n", 2)
        front = yaml.safe_load(matter)
        kept = {name: value for name, value in front.items() if name not in STAGE}
        written = yaml.safe_dump(kept, allow_unicode=True, sort_keys=False)
        plays.append(_Play(path.name, f"---\n{written}---\n{text}".encode(), front))
    return plays


def _when(play: _Play) -> tuple[bool, str]:
    """Published ones first, in their order, so that a translation finds its original."""
    return play.state != "published", str(play.front.get("published", ""))


def _perform(play: _Play) -> None:
    editor = User.objects.filter(username="managing").first()
    picture = play.front.get("photo")
    outcome = import_file(
        play.manuscript,
        play.name,
        by=User.objects.filter(username="writer").first(),
        picture=_picture(picture, play.front["alt"]) if picture else None,
    )
    article = outcome.article
    if article is None:
        raise ValueError(f"{play.name}: {'; '.join(map(str, outcome.report.problems))}")
    _complete(article, play)
    _move(article, play, editor)


def _picture(name: str, alt: str) -> Picture:
    return Picture(File(BytesIO(draw(name, SIZE))), name, alt)


def _complete(article: Article, play: _Play) -> None:
    """What the manuscript's form has no words for: figures, focal points, portraits, relations."""
    for name, spec in play.front.get("figures", {}).items():
        photo = _stored(
            draw(name, SIZE), name, alt_text=spec["alt"], credit_line=spec["credit"],
            caption=spec["caption"],
        )  # fmt: skip
        figure = f'<figure data-photo="{photo.pk}"></figure>'
        article.body = body.clean(article.body.replace(f"<p>{spec['caption']}</p>", figure))
    if article.lead_photo:
        painted = PICTURES[play.front["photo"]]
        photo = article.lead_photo
        photo.focal_x, photo.focal_y = painted.focal_x, painted.focal_y
        photo.redistribution_allowed = True
        photo.save()
    original = play.front.get("translation_of")
    if original:
        article.translation_of = Article.objects.get(slug=original)
    article.related.set(_alike(article))
    for spec in _told()["issues"]:
        if article.slug in spec["articles"]:
            article.issue = Issue.objects.get(slug=spec["slug"])
    article.save()
    for line in article.contributions.select_related("author"):
        if line.author and line.author.portrait is None:
            _portray(line.author)
    record_revision(article, by=article.created_by, reason="Prepared for the demonstration")


def _alike(article: Article) -> list[Article]:
    topics = article.topics.all()
    alike = Article.objects.filter(topics__in=topics, state=State.PUBLISHED)
    return list(alike.exclude(pk=article.pk).distinct().order_by("pk")[:2])


def _portray(author: Author) -> None:
    author.portrait = _stored(
        draw_portrait(author.display_name, PORTRAIT),
        f"{author.slug}.jpg",
        alt_text=f"Portrait of {author.display_name}: a drawn figure before a coloured disc",
        credit_line="Roadstead picture desk",
        redistribution_allowed=True,
    )
    author.save(update_fields=["portrait"])


def _stored(data: bytes, name: str, **fields: Any) -> Photo:
    try:
        return store_photo(BytesIO(data), name=name, **fields)
    except DuplicatePhoto as error:
        return error.photo


def _move(article: Article, play: _Play, editor: User | None) -> None:
    """To the place in the newsroom, or in the record, where the demonstration shows it."""
    if play.state == "in_review":
        workflow.move(article, State.IN_REVIEW, by=None)
    elif play.state == "scheduled":
        at = max(_instant(play), timezone.now() + HELD_BACK)
        publishing.schedule(article, by=editor, at=at, now=timezone.now())
    elif play.state == "published":
        published = _instant(play)
        publishing.publish(article, by=editor, at=published)
        for key, publish_again in (
            ("correction", publishing.correct),
            ("update", publishing.update),
        ):
            if change := play.front.get(key):
                article.body = article.body.replace(change["find"], change["replace"])
                article.save()
                record_revision(article, by=editor, reason=f"For the {key}")
                later = published + timedelta(days=9)
                publish_again(article, by=editor, note=change["note"], at=later)


def _instant(play: _Play) -> datetime:
    zone = ZoneInfo(Publication.objects.get(is_default=True).time_zone)
    local = datetime.fromisoformat(str(play.front["published"]))
    return local.replace(tzinfo=zone).astimezone(UTC)
