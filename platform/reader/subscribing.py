"""Articles by mail: asking, confirming, changing, unsubscribing.

No cookie, hence no token against forged forms: a form sent by another site could do no more than
anybody can, for nothing happens without the owner of the mailbox. Whoever holds a link out of a
mail is that owner.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from newsletter import limiting, subscribing
from newsletter.choosing import Wish, found, wish_of
from newsletter.models import CHOOSABLE, Frequency, Subscriber
from newsletter.tokens import Purpose, key_of
from newsletter.writing import told_in_words
from reader import answers
from reader.answers import reading
from reader.private import SeeOther, for_one, page
from reader.serial import serial
from reader.subscription_form import HONEYPOT, Subscription, blank, ticked

__all__ = ["asked", "confirm", "manage", "newsletter", "unsubscribe"]

ONE_CLICK = "One-Click"  # RFC 8058, section 3.1
UNPROCESSABLE, TOO_MANY = 422, 429
AN_HOUR = "3600"  # seconds


@reading
def _form(request: HttpRequest) -> HttpResponseBase:
    head = serial()
    begun = blank(request.GET)
    kinds = begun.kinds(head.sections)
    return answers.page(
        request,
        "reader/newsletter/form.html",
        lambda: {"form": begun, "kinds": kinds},
        serial=head,
        stamp=[(str(o.row), o.row.slug, o.depth, o.ticked) for each in kinds for o in each.options],
    )


@for_one
def _send(request: HttpRequest) -> HttpResponseBase:
    sent = ticked(request)
    if request.POST.get(HONEYPOT):
        return SeeOther(reverse("reader:newsletter_asked"))
    if not sent.complete:
        return _form_page(request, "form", sent, status=UNPROCESSABLE if sent.errors else 200)
    now, secret_key = timezone.now(), settings.SECRET_KEY
    try:
        limiting.admit(limiting.network_of(request.META), now=now, secret_key=secret_key)
    except limiting.TooMany:
        response = _form_page(request, "form", sent, status=TOO_MANY, too_many=True)
        response["Retry-After"] = AN_HOUR
        return response
    frequency = Frequency(sent.frequency)
    subscribing.ask(sent.written, sent.wish, frequency, now=now, secret_key=secret_key)
    return SeeOther(reverse("reader:newsletter_asked"))


@csrf_exempt
def newsletter(request: HttpRequest) -> HttpResponseBase:
    """The form. What it answers is the same whether an address is known or not."""
    return _send(request) if request.method == "POST" else _form(request)


@reading
def asked(request: HttpRequest) -> HttpResponseBase:
    """What to do next, once the form was sent."""
    template = "reader/newsletter/asked.html"
    return answers.page(request, template, dict, serial=serial(), stamp="asked")


@for_one
def confirm(request: HttpRequest, token: str) -> HttpResponseBase:
    """A page with a button, because scanners of mail follow links."""
    reader = _holder(token, Purpose.CONFIRM)
    if reader is None:
        return page(request, "gone", status=404)
    if request.method == "POST" and not reader.active:
        if "refuse" in request.POST:
            subscribing.erase(reader)
            return page(request, "done")
        subscribing.confirm(reader, now=timezone.now())
        reader.refresh_from_db()
    wanted = told_in_words(wish_of(reader), reader.frequency)
    return page(request, "confirmed" if reader.active else "confirm", wanted=wanted)


@for_one
def manage(request: HttpRequest, token: str) -> HttpResponseBase:
    """What a subscriber gets, to be changed or ended. ``?topic=…`` is ticked as well."""
    reader = _holder(token, Purpose.MANAGE)
    if reader is None:
        return page(request, "gone", status=404)
    if request.method == "POST":
        if "erase" in request.POST:
            subscribing.erase(reader)
            return page(request, "done")
        sent = ticked(request, addressed=False)
        if sent.complete:
            subscribing.change(reader, sent.wish, Frequency(sent.frequency))
            return SeeOther(f"{request.path}?saved")
        status = UNPROCESSABLE if sent.errors else 200
        return _form_page(request, "manage", sent, status=status, mailbox=_masked(reader))
    kept, added = wish_of(reader), found({k: request.GET.getlist(k) for k in CHOOSABLE})
    rows = tuple(dict.fromkeys([*kept.rows, *added]))
    shown = Subscription(Wish(kept.everything, rows), reader.frequency, addressed=False)
    saved = "saved" in request.GET
    return _form_page(request, "manage", shown, saved=saved, mailbox=_masked(reader))


@for_one
def unsubscribe(request: HttpRequest, token: str) -> HttpResponseBase:
    """One click in a mail program posts here (RFC 8058); a person gets a button to do so."""
    if key_of(token, Purpose.UNSUBSCRIBE, secret_key=settings.SECRET_KEY) is None:
        return page(request, "gone", status=404)
    reader = _holder(token, Purpose.UNSUBSCRIBE)
    clicked = request.method == "POST" and request.POST.get("List-Unsubscribe") == ONE_CLICK
    if reader and clicked:
        subscribing.erase(reader)
    if reader is None or clicked:
        return page(request, "done")
    return page(request, "unsubscribe", mailbox=_masked(reader))


def _holder(token: str, purpose: Purpose) -> Subscriber | None:
    now, secret_key = timezone.now(), settings.SECRET_KEY
    return subscribing.holder(token, purpose, now=now, secret_key=secret_key)


def _masked(reader: Subscriber) -> str:
    """``m…@example.org``: whom a mail was passed on to does not learn the address."""
    name, _, host = reader.address.rpartition("@")
    return f"{name[:1]}…@{host}"


def _form_page(
    request: HttpRequest, name: str, form: Subscription, *, status: int = 200, **context: Any
) -> HttpResponse:
    kinds = form.kinds(serial().sections)
    return page(request, name, status=status, form=form, kinds=kinds, **context)
