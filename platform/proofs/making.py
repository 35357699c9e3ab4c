"""Making and ending the private links by which people outside see an article."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from articles.composing import compose
from articles.models import Article, Contribution, State
from articles.policy import Action, demand
from articles.workflow import WrongState
from audit.acts import record
from outgoing.sealing import PROOF_TOKEN, seal
from proofs.models import Kind, Mail, Proof
from record.canonical import dumps

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["DAYS", "Made", "digest_of", "make", "revoke"]

DAYS = (1, 3, 7)  # that a link may last
TOKEN = 32  # bytes
BEFORE_READERS_SEE_IT = (
    State.DRAFT, State.IN_REVIEW, State.CHANGES_REQUESTED, State.READY, State.SCHEDULED,
)  # fmt: skip
# What an author may correct in the own line of the byline, and of the article.
OF_THE_LINE = ("title", "affiliation", "biography")
OF_THE_ARTICLE = ("competing_interests", "funding")


@dataclass(frozen=True)
class Made:
    """``token`` is told once: to whom made it, or by mail to the recipient."""

    proof: Proof
    token: str


def make(
    article: Article,
    *,
    recipient: str,
    days: int,
    by: User | None,
    now: datetime,
    address: str = "",
    contribution: Contribution | None = None,
    by_mail: bool = False,
) -> Made:
    """A link to the article as it is saved now; with a contribution, that author's proof.

    Raises ``articles.policy.NotPermitted``, or ``WrongState`` if readers can see the article.
    """
    token = secrets.token_urlsafe(TOKEN)
    with transaction.atomic():
        current = Article.objects.select_for_update().get(pk=article.pk)
        demand(by, Action.EDIT, current)
        if current.state not in BEFORE_READERS_SEE_IT:
            raise WrongState(current, State(current.state))
        latest = current.revisions.order_by("-number").values_list("number", flat=True).first()
        proof = Proof.objects.create(
            article=current,
            kind=Kind.AUTHOR if contribution else Kind.PREVIEW,
            contribution=contribution,
            recipient=recipient,
            address=address,
            token_digest=digest_of(token),
            sealed_token=_sealed(token) if by_mail else "",
            revision=latest or 0,
            document=dumps(compose(current, published=now.replace(microsecond=0))),
            before=correctable(current, contribution) if contribution else {},
            made_by=by,
            made_at=now,
            expires_at=now + timedelta(days=days),
            mail=Mail.WAITING if by_mail else Mail.NONE,
        )
        record(
            by=by,
            what="made a private link",
            object=current,
            before={},
            after={"recipient": recipient, "kind": proof.kind, "until": str(proof.expires_at)},
        )
    return Made(proof, token)


def revoke(proof: Proof, *, by: User | None, now: datetime) -> None:
    """End a link. One that was ended before stays as it is. Raises ``NotPermitted``."""
    with transaction.atomic():
        current = Proof.objects.select_for_update().select_related("article").get(pk=proof.pk)
        demand(by, Action.EDIT, current.article)
        if current.revoked_at is None:
            current.revoked_at = now
            # A mail that has not left yet stays here.
            current.mail = Mail.NONE if current.mail == Mail.WAITING else current.mail
            current.sealed_token = ""
            current.save(update_fields=["revoked_at", "mail", "sealed_token"])
            record(
                by=by,
                what="revoked a private link",
                object=current.article,
                before={"recipient": current.recipient, "kind": current.kind},
                after={},
            )


def correctable(article: Article, contribution: Contribution) -> dict[str, str]:
    """What the author may correct, as it stands now."""
    line = {name: getattr(contribution, name) for name in OF_THE_LINE}
    return line | {name: getattr(article, name) for name in OF_THE_ARTICLE}


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _sealed(token: str) -> str:
    return seal(token, purpose=PROOF_TOKEN, secret_key=settings.SECRET_KEY)
