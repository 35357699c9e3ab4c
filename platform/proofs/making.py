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
from articles.policy import Action, Decision, NotPermitted, demand, may
from articles.revisions import latest_number
from articles.workflow import WrongState
from audit.acts import record
from outgoing.sealing import PROOF_TOKEN, seal
from proofs.correctable import BEFORE_READERS_SEE_IT, printed
from proofs.models import Kind, Mail, Proof
from record.canonical import dumps

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

__all__ = ["DAYS", "Made", "digest_of", "make", "may_revoke", "revoke"]

DAYS = (1, 3, 7)  # that a link may last
TOKEN = 32  # bytes


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
        proof = Proof.objects.create(
            article=current,
            kind=Kind.AUTHOR if contribution else Kind.PREVIEW,
            contribution=contribution,
            recipient=recipient,
            address=address,
            token_digest=digest_of(token),
            sealed_token=_sealed(token) if by_mail else "",
            revision=latest_number(current),
            document=dumps(compose(current, published=now.replace(microsecond=0))),
            before=printed(current, contribution, on=now.date()) if contribution else {},
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
            # Not for whom: that is forgotten some time after the link has ended.
            after={"link": proof.pk, "kind": proof.kind, "until": str(proof.expires_at)},
        )
    return Made(proof, token)


def revoke(proof: Proof, *, by: User | None, now: datetime) -> None:
    """End a link. One that was ended before stays as it is. Raises ``NotPermitted``."""
    with transaction.atomic():
        current = Proof.objects.select_for_update().get(pk=proof.pk)
        if not (decision := may_revoke(by, current)):
            raise NotPermitted(decision)
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
                before={"link": current.pk, "kind": current.kind},
                after={},
            )


def may_revoke(person: User | AnonymousUser | None, proof: Proof) -> Decision:
    """Whoever may edit the article may end its links; who made one, that one always."""
    if person is not None and proof.made_by_id == person.pk:
        return may(person, Action.VIEW, proof.article)
    return may(person, Action.EDIT, proof.article)


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _sealed(token: str) -> str:
    return seal(token, purpose=PROOF_TOKEN, secret_key=settings.SECRET_KEY)
