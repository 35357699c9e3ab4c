"""Whom an article is given to before its hour, and until when they hold it back."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from articles.forms_publishing import ScheduleForm
from articles.models import State
from partners.advance import copies_of
from partners.models import Partner, Scope

__all__ = ["GiveAheadForm"]


class PartnersField(forms.ModelMultipleChoiceField):
    """Partners that can be given something, each with what stands against it."""

    def __init__(self, **kwargs: Any) -> None:
        active = Partner.objects.filter(active=True).prefetch_related("keys")
        super().__init__(active, widget=forms.CheckboxSelectMultiple, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        if any(Scope.ADVANCE in key.scopes and not key.revoked_at for key in obj.keys.all()):
            return str(obj)
        return f"{obj} (has no key for advance copies yet)"


class GiveAheadForm(ScheduleForm):
    """Who is chosen has the article as it stands now; who is not, no longer."""

    partners = PartnersField(
        label="Partners", error_messages={"required": "Choose at least one partner."}
    )
    field_order = ["partners", "at", "meant"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        copies = list(copies_of(self.article.key))
        self.initial.setdefault("partners", [copy.partner_id for copy in copies])
        if self.article.state == State.SCHEDULED:
            # Its hour is the article's own, which is changed by scheduling it anew.
            for name in ("at", "meant"):
                self.fields.pop(name, None)
            self.zone = cast("Any", None)
            return
        self.fields["at"].label = "Embargo until"
        if copies:
            until = copies[0].embargo_until.astimezone(self.zone)
            self.initial.setdefault("at", until.replace(tzinfo=None))
