"""The forms of a private link, and of making one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from articles.form_fields import LineField, LinesField
from articles.models import Article, Contribution
from editing.admin import SelectWidget, TextInputWidget
from proofs.making import DAYS

__all__ = ["CommentForm", "CorrectionsForm", "LinkForm"]

LONGEST_COMMENT, LONGEST_TEXT = 4_000, 20_000  # characters
SHOWN = 70  # characters of a paragraph by which it is chosen


class CommentForm(forms.Form):
    """A comment, to a paragraph or to the whole."""

    paragraph = forms.ChoiceField(label="To", required=False)
    text = LinesField(
        label="Your comment",
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write what you have to say, then send it."},
    )

    def __init__(self, paragraphs: list[str], data: Any = None) -> None:
        super().__init__(data, prefix="comment")
        self.paragraphs = paragraphs
        field = cast("forms.ChoiceField", self.fields["paragraph"])
        field.choices = [
            ("", "the whole article"),
            *((str(number), _begun(number, text)) for number, text in enumerate(paragraphs)),
        ]

    @property
    def chosen(self) -> str | None:
        """The words of the paragraph that was chosen; ``None`` for the whole."""
        number = self.cleaned_data["paragraph"]
        return self.paragraphs[int(number)] if number else None


def _begun(number: int, text: str) -> str:
    begun = text if len(text) <= SHOWN else f"{text[:SHOWN].rsplit(' ', 1)[0]}…"
    return f"paragraph {number + 1}: “{begun}”"


class CorrectionsForm(forms.Form):
    """What an author may correct, each as it was printed when the proof was made, or as the author
    put it since."""

    title = LineField(label="Your position", max_length=200, required=False)
    affiliation = LineField(label="Your affiliation", max_length=300, required=False)
    biography = LinesField(
        label="Your biography",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="An empty line begins a new paragraph. A paragraph that you change loses its "
        "links and its italics.",
    )
    competing_interests = LinesField(
        label="Competing interests",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Whatever a reader should know: posts, payments, shares, ties. Printed with the "
        "article.",
    )
    funding = LinesField(
        label="Funding",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Who paid for the work, with the numbers of grants. Printed with the article.",
    )

    def __init__(self, said: Mapping[str, str], data: Any = None) -> None:
        super().__init__(data, initial=dict(said), prefix="corrections")

    @property
    def corrections(self) -> dict[str, str]:
        """The fields that say something else than they did, however a browser ends their lines."""
        cleaned = self.cleaned_data.items()
        return {
            name: said
            for name, said in cleaned
            if said != self.fields[name].clean(self.initial.get(name, ""))
        }


class LinkForm(forms.Form):
    """For whom a link is, and for how long."""

    contribution = forms.ModelChoiceField(
        Contribution.objects.none(),
        label="What for",
        required=False,
        empty_label="To look at and comment on",
        widget=SelectWidget(),
    )
    recipient = LineField(label="For whom", max_length=150, widget=TextInputWidget())
    address = forms.EmailField(
        label="Mail address",
        required=False,
        widget=TextInputWidget(),
        help_text="The link is sent there. Empty: it is shown to you once, to be passed on.",
    )
    days = forms.TypedChoiceField(
        label="For how long",
        coerce=int,
        initial=DAYS[-1],
        choices=[(days, "1 day" if days == 1 else f"{days} days") for days in DAYS],
        widget=SelectWidget(),
    )

    def __init__(self, article: Article, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        field = cast("forms.ModelChoiceField", self.fields["contribution"])
        lines = article.contributions.select_related("author").filter(collective_name="")
        field.queryset = lines
        field.label_from_instance = _of_line  # type: ignore[assignment]


def _of_line(line: Any) -> str:
    name = line.family_name and f"{line.given_name} {line.family_name}".strip()
    return f"Author’s proof for {name or line.author}"
