"""The forms of an article, a line of its byline and a reference."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone

from articles.byline import contributions
from articles.editor import BodyField
from articles.form_fields import KeywordsField
from articles.models import Article, Contribution, CreditRole, Reference
from authors.identifiers import InvalidRor, normalise_ror
from editing.admin import CleanedForm, EditableForm, TextInputWidget
from editing.richtext import to_plain
from editing.slugs import MAX_LENGTH, free_slug
from publication.identifiers import InvalidDoi, normalise_doi
from publication.languages import InvalidLanguageTag, normalise_language
from record import document, listings

__all__ = [
    "ArticleForm",
    "BylineFormSet",
    "ContributionForm",
    "OrderedFormSet",
    "ReferenceForm",
    "public_slug",
]

# Lines that a text area shows at first.
ROWS = {
    "standfirst": 3, "abstract": 4, "lead_photo_caption": 2, "funding": 3, "competing_interests": 3,
}  # fmt: skip
LAST = 1_000_000  # position of a row that was given none: behind all others


class ArticleForm(EditableForm):
    """An article's own fields, and why it was changed."""

    body = BodyField(required=False, label="Body")
    keywords = KeywordsField(
        required=False, help_text="With commas between them. For libraries and search engines."
    )
    reason = forms.CharField(
        label="What did you change?",
        required=False,
        max_length=300,
        widget=TextInputWidget(),
        help_text="For the history of this article. Readers never see it.",
    )

    slug_from: ClassVar = ("title",)

    class Meta:
        model = Article
        fields = ()  # those of the admin's fieldsets

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in ROWS.items():
            if name in self.fields:
                self.fields[name].widget.attrs["rows"] = rows
        slug = self.fields.get("slug")
        if slug is not None:
            slug.widget.attrs.setdefault("placeholder", "made from the title")
            live = public_slug(self.instance)
            if live:
                slug.help_text = (
                    f"Readers come by /articles/{live}/. Another address takes effect with the "
                    "next correction or update; this one then redirects, for ever."
                )

    def clean_language(self) -> str:
        try:
            return normalise_language(self.cleaned_data["language"])
        except InvalidLanguageTag as error:
            raise ValidationError(str(error), code="invalid") from error

    def clean_translation_of(self) -> Article | None:
        original: Article | None = self.cleaned_data.get("translation_of")
        if original is not None and original.pk == self.instance.pk:
            raise ValidationError("An article is no translation of itself.", code="itself")
        return original

    def clean_related(self) -> Any:
        related = self.cleaned_data["related"]
        if self.instance.pk and any(other.pk == self.instance.pk for other in related):
            raise ValidationError("An article is not related to itself.", code="itself")
        return related

    def settle_slug(self) -> None:
        """Besides the drafts' addresses, those of everything that was ever published are taken."""
        typed = self.cleaned_data.get("slug")
        super().settle_slug()
        slug = self.cleaned_data.get("slug")
        if "slug" in self.errors or not slug:
            return
        taken = listings.slug_taken(slug, by=self.instance.key)
        if taken and not typed:
            self.cleaned_data["slug"] = self.unpublished_slug(slug)
        elif taken:
            self.add_error(
                "slug",
                ValidationError(
                    f"“{slug}” is or once was the address of another published article. "
                    f"Choose another, such as “{self.unpublished_slug(slug)}”.",
                    code="slug_taken",
                ),
            )

    def unpublished_slug(self, slug: str) -> str:
        """The first of slug-2, slug-3… that belongs to no article, published or not."""
        for number in count(2):
            ending = f"-{number}"
            wanted = slug[: MAX_LENGTH - len(ending)].rstrip("-") + ending
            drafted = free_slug(Article, wanted, exclude_pk=self.instance.pk) != wanted
            if not drafted and not listings.slug_taken(wanted, by=self.instance.key):
                break
        return wanted


def public_slug(article: Article) -> str:
    """The address readers know the article by, "" if they don't."""
    if article._state.adding:
        return ""
    live = listings.current_document(article.key)
    return live.slug if live and not live.withdrawn else ""


class ContributionForm(CleanedForm):
    """A line of the byline. What is empty is taken from the profile, and shown in grey."""

    credit_roles = forms.MultipleChoiceField(
        label="CRediT roles",
        choices=CreditRole.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Contribution
        fields = ()

    def __init__(
        self, *args: Any, printed: Mapping[int, document.Contribution] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self.fields["position"].required = False
        if printed and self.instance.author_id and self.instance.pk in printed:
            self.show_profile(printed[self.instance.pk])

    def show_profile(self, printed: document.Contribution) -> None:
        for name in ("given_name", "family_name", "native_name", "suffix", "title", "affiliation"):
            if name in self.fields:
                self.fields[name].widget.attrs["placeholder"] = getattr(printed, name)
        if "affiliation_ror" in self.fields:
            self.fields["affiliation_ror"].widget.attrs["placeholder"] = printed.affiliation_ror
        if "biography" in self.fields and not self.instance.biography:
            said = to_plain(self.instance.author.biography if self.instance.author else "")
            self.fields["biography"].help_text = (
                f"Empty: as in the profile, “{said[:160]}{'…' if len(said) > 160 else ''}”"
                if said
                else "Empty here and in the profile."
            )

    def clean_position(self) -> int:
        position = self.cleaned_data.get("position")
        return LAST if position is None else int(position)

    def _post_clean(self) -> None:
        """What is wrong with a line as a whole is said beside its first field."""
        super()._post_clean()  # type: ignore[misc]
        if NON_FIELD_ERRORS in self.errors and "author" in self.fields:
            self.add_error("author", self.errors.pop(NON_FIELD_ERRORS).as_data())

    def clean_affiliation_ror(self) -> str:
        typed = self.cleaned_data["affiliation_ror"].strip()
        try:
            return normalise_ror(typed) if typed else ""
        except InvalidRor as error:
            raise ValidationError(str(error), code="invalid") from error


class ReferenceForm(CleanedForm):
    class Meta:
        model = Reference
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self.fields["position"].required = False
        for field in self.fields.values():
            # In a table the head of the column names them for the eye only.
            field.widget.attrs["aria-label"] = str(field.label).capitalize()
        if "text" in self.fields:
            self.fields["text"].widget.attrs["rows"] = 3

    def clean_position(self) -> int:
        position = self.cleaned_data.get("position")
        return LAST if position is None else int(position)

    def clean_doi(self) -> str:
        typed = self.cleaned_data["doi"].strip()
        try:
            return normalise_doi(typed) if typed else ""
        except InvalidDoi as error:
            raise ValidationError(str(error), code="invalid") from error


class OrderedFormSet(forms.BaseInlineFormSet):
    """Rows in an order of their own: saved numbered from 1, those without a number last."""

    model: Any

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002  Django's signature
        saved = super().save(commit)
        if commit:
            manager = self.model._default_manager
            rows = list(manager.filter(**{self.fk.name: self.instance}))
            rows.sort(key=lambda row: (row.position, row.pk))
            for number, row in enumerate(rows, start=1):
                row.position = number
            manager.bulk_update(rows, ["position"])
        return saved


class BylineFormSet(OrderedFormSet):
    """Knows what the byline prints today, to show it where a line is empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.printed: dict[int, document.Contribution] = {}
        if self.instance.pk is not None:
            lines = self.instance.contributions.values_list("pk", flat=True)
            said = contributions(self.instance, on=timezone.now().date())
            self.printed = dict(zip(lines, said, strict=False))

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "printed": self.printed}

    def clean(self) -> None:
        super().clean()
        seen = set()
        for form in self.forms:
            values = getattr(form, "cleaned_data", None) or {}
            author = values.get("author")
            if author is None or values.get("DELETE"):
                continue
            signs = (author.pk, values.get("role"))
            if signs in seen:
                form.add_error("author", "This person already stands in the byline in this role.")
            seen.add(signs)
