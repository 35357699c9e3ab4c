"""Sending the links that go by mail, each once at most.

A mail is marked as being sent before the mail server hears of it. A worker that dies then leaves
it so: whether it arrived, nobody can know, so it is shown to the editor as "perhaps sent", and is
never sent again.
"""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from articles.local_times import spelt_out
from outgoing.sealing import PROOF_TOKEN, Unreadable, unseal
from proofs.models import Kind, Mail, Proof

__all__ = ["send_due"]

logger = logging.getLogger(__name__)

AT_ONCE = 10


def send_due() -> int:
    """Send some of the mails that wait; how many were dealt with."""
    now = timezone.now()
    keys = Proof.objects.filter(mail=Mail.WAITING).order_by("pk").values_list("pk", flat=True)
    return sum(_send(key, now) for key in list(keys[:AT_ONCE]))


def _send(key: int, now: datetime) -> int:
    claimed = Proof.objects.filter(pk=key, mail=Mail.WAITING, revoked_at=None, expires_at__gt=now)
    if not claimed.update(mail=Mail.SENDING):
        # Somebody else sends it; or it was revoked, or expired before any worker ran.
        late = Proof.objects.filter(pk=key, mail=Mail.WAITING)
        return late.update(mail=Mail.FAILED, sealed_token="")
    proof = Proof.objects.select_related("article__publication", "made_by").get(pk=key)
    state = Mail.SENT
    try:
        _message(proof).send()
    except (OSError, smtplib.SMTPException, Unreadable) as failure:
        # The server's words name the address, so they are not logged.
        logger.warning("The mail of proof %d was not sent: %s", key, type(failure).__name__)
        state = Mail.FAILED
    Proof.objects.filter(pk=key).update(mail=state, sealed_token="")
    return 1


def _message(proof: Proof) -> EmailMessage:
    token = unseal(proof.sealed_token, purpose=PROOF_TOKEN, secret_key=settings.SECRET_KEY)
    publication = proof.article.publication
    context = {
        "proof": proof,
        "is_proof": proof.kind == Kind.AUTHOR,
        "publication": publication,
        "link": settings.SITE_URL + reverse("proof", args=[token]),
        "until": spelt_out(proof.expires_at, ZoneInfo(publication.time_zone)),
        "sender": proof.made_by.get_full_name() if proof.made_by else "",
    }
    what = "Proof of your article" if context["is_proof"] else "An article to look at"
    answers_to = proof.made_by.email if proof.made_by else ""
    return EmailMessage(
        subject=f"{what}: {publication.title}",
        body=render_to_string("proofs/mail.txt", context),
        to=[proof.address],
        reply_to=[answers_to] if answers_to else None,
        headers={"Auto-Submitted": "auto-generated"},
    )
