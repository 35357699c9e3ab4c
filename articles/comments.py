"""What people of the newsroom say about an article, beside its text.

Whoever may see an article may comment on it, answer, and say that a comment is settled. Their own
words people may change or take back until it is settled; what stood there before is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.naming import name_of
from articles.anchors import Anchor, follow, one_line, paragraphs
from articles.inbox import tell
from articles.models import Article, Comment
from articles.models.comment import LONGEST_COMMENT, LONGEST_QUOTE
from articles.policy import Action, Decision, NotPermitted, demand
from audit.acts import record
from editing.text import clean_line, clean_text

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = [
    "Unsayable",
    "answer",
    "carry",
    "comment",
    "edit",
    "keep_note",
    "may_change",
    "mentioned",
    "remove",
    "reopen",
    "resolve",
]

MOST_MENTIONED = 20  # people, in one comment

# A user name as Django allows it, where a mail address does not go on.
_MENTION = re.compile(r"(?<![\w.+@-])@([\w.+-]{1,150})")


class Unsayable(ValueError):
    """A comment that cannot be kept. Show the words: they say what to change."""


def comment(
    article: Article,
    *,
    by: User | None,
    text: str,
    paragraph: str | None = None,
    signed: str = "",
    place: int | None = None,
) -> Comment:
    """Say something about an article, or about the paragraph with those words.

    ``signed`` is the name of somebody without an account, and then ``by`` is None. ``place`` is
    the paragraph's number among the body's blocks, if several say the same. Words that do not
    stand in the saved text are kept as they are: they may be saved soon.

    Raises ``Unsayable`` or ``NotPermitted``.
    """
    demand(by, Action.VIEW, article)
    with transaction.atomic():
        said = _keep(article, by, text, signed, _anchor(article, paragraph, place))
        _tell_of(said, "comments on a paragraph" if said.paragraph else "comments")
    return said


def keep_note(article: Article, *, by: User | None, text: str) -> Comment:
    """A comment on the article of which whom it concerns is told with something else. Raises
    ``Unsayable``."""
    return _keep(article, by, text, "", Anchor("", None))


def _keep(article: Article, by: User | None, text: str, signed: str, anchor: Anchor) -> Comment:
    return Comment.objects.create(
        article=article,
        by=by,
        signed=clean_line(signed)[:200],
        at=timezone.now(),
        text=_sayable(text),
        paragraph=anchor.words,
        place=anchor.place,
    )


def _anchor(article: Article, paragraph: str | None, place: int | None) -> Anchor:
    words = one_line(paragraph or "")[:LONGEST_QUOTE].replace("\x00", "")
    if not words:
        return Anchor("", None)
    texts = [each[:LONGEST_QUOTE] for each in paragraphs(article.body)]
    found = follow([Anchor(words, place or 0)], texts)[0]
    return found if found.place is not None else Anchor(words, place)


def answer(to: Comment, *, by: User | None, text: str, signed: str = "") -> Comment:
    """Answer a comment; an answer to an answer stands beside it. A settled one opens again.

    Raises ``Unsayable`` or ``NotPermitted``.
    """
    beginning = to.answers or to
    demand(by, Action.VIEW, beginning.article)
    with transaction.atomic():
        said = Comment.objects.create(
            article=beginning.article,
            answers=beginning,
            by=by,
            signed=clean_line(signed)[:200],
            at=timezone.now(),
            text=_sayable(text),
        )
        Comment.objects.filter(pk=beginning.pk).update(resolved_at=None, resolved_by=None)
        _tell_of(said, "answers a comment")
    return said


def may_change(person: User | None, said: Comment) -> Decision:
    """Whether somebody may change or take back what was said."""
    beginning = said.answers or said
    if person is None or said.by_id != person.pk:
        return Decision(allowed=False, reason="These are somebody else's words.")
    if said.removed_at is not None:
        return Decision(allowed=False, reason="This was taken back.")
    if beginning.resolved_at is not None:
        return Decision(allowed=False, reason="This is settled. Open it again to change it.")
    return Decision(allowed=True)


def edit(said: Comment, *, by: User, text: str) -> None:
    """Put it otherwise. What stood there is kept. Raises ``Unsayable`` or ``NotPermitted``."""
    with transaction.atomic():
        current = _own(said, by)
        sayable = _sayable(text)
        if sayable != current.text:
            known = set(mentioned(current.text))
            _outdate(current)
            current.text = sayable
            current.save(update_fields=["text", "former", "edited_at"])
            called = [person for person in mentioned(sayable) if person not in known]
            _tell_called(current, called)


def remove(said: Comment, *, by: User) -> None:
    """Take it back: that something was said stays, and editors can still read what."""
    with transaction.atomic():
        current = _own(said, by)
        before = {"text": current.text}
        _outdate(current)
        current.text = ""
        current.removed_at = current.edited_at
        current.save(update_fields=["text", "former", "edited_at", "removed_at"])
        record(by=by, what="took a comment back", object=current.article, before=before, after={})


def resolve(said: Comment, *, by: User) -> None:
    """It is settled. Who said it is told. Settled twice, it stays as it was settled first."""
    demand(by, Action.VIEW, said.article)
    with transaction.atomic():
        still_open = Comment.objects.filter(pk=said.pk, answers=None, resolved_at=None)
        if still_open.update(resolved_at=timezone.now(), resolved_by=by):
            _tell([said.by], said, "settles your comment", by)


def reopen(said: Comment, *, by: User) -> None:
    """It is not settled after all."""
    demand(by, Action.VIEW, said.article)
    with transaction.atomic():
        settled = Comment.objects.filter(pk=said.pk).exclude(resolved_at=None)
        if settled.update(resolved_at=None, resolved_by=None):
            _tell([said.by], said, "opens your comment again", by)


def carry(article: Article, *, before: str) -> None:
    """Keep comments at their paragraphs, in the transaction that changes the body from that."""
    if before == article.body:
        return
    anchored = list(article.comments.filter(answers=None).exclude(paragraph=""))
    if not anchored:
        return
    anchors = [Anchor(each.paragraph, each.place) for each in anchored]
    texts = [text[:LONGEST_QUOTE] for text in paragraphs(article.body)]
    stood = [text[:LONGEST_QUOTE] for text in paragraphs(before)]
    moved = []
    for said, was, now in zip(anchored, anchors, follow(anchors, texts, before=stood), strict=True):
        if was != now:
            said.paragraph, said.place = now.words, now.place
            moved.append(said)
    Comment.objects.bulk_update(moved, ["paragraph", "place"])


def mentioned(text: str) -> list[User]:
    """The accounts whose names stand in it as ``@name``."""
    names = {name for match in _MENTION.findall(text) for name in (match, match.rstrip(".-+"))}
    if not names:
        return []
    people = get_user_model()._default_manager.filter(username__in=names, is_active=True)
    return list(people.order_by("pk")[:MOST_MENTIONED])


def _own(said: Comment, by: User) -> Comment:
    """The comment, locked, if it is theirs to change."""
    current = Comment.objects.select_for_update(of=("self",)).select_related("article", "answers")
    mine = current.get(pk=said.pk)
    demand(by, Action.VIEW, mine.article)
    if not (decision := may_change(by, mine)):
        raise NotPermitted(decision)
    return mine


def _outdate(said: Comment) -> None:
    said.edited_at = timezone.now()
    said.former = [*said.former, {"until": said.edited_at.isoformat(), "text": said.text}]


def _sayable(text: str) -> str:
    try:
        sayable = clean_text(text)
    except ValidationError as error:
        raise Unsayable(" ".join(error.messages)) from error
    if not sayable:
        raise Unsayable("Write what you want to say.")
    if len(sayable) > LONGEST_COMMENT:
        raise Unsayable(
            f"These are {len(sayable):,} characters; a comment has at most {LONGEST_COMMENT:,}."
        )
    return sayable


def _tell_of(said: Comment, what: str) -> None:
    """Whose article it is, who has something to do for it, and who said something there."""
    article, beginning = said.article, said.answers
    called = mentioned(said.text)
    _tell_called(said, called)
    people = [article.created_by, *(a.person for a in article.assignments.undone())]
    if beginning is not None:
        people += [beginning.by, *(reply.by for reply in beginning.replies.all())]
    _tell([one for one in people if one not in called], said, what, said.by)


def _tell_called(said: Comment, called: Sequence[User]) -> None:
    _tell(called, said, "mentions you in a comment", said.by)


def _tell(people: Sequence[User | None], said: Comment, what: str, by: User | None) -> None:
    who = name_of(by, said.signed or "Somebody")
    address = reverse("admin:articles_article_comments", args=[said.article_id])
    beginning = said.answers_id or said.pk
    tell(
        people,
        about=said.article,
        what=f"{who} {what}",
        by=by,
        address=f"{address}#comment-{beginning}",
        comment=said,
    )
