"""The form of an article."""

from __future__ import annotations

from itertools import count
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from articles import linking
from articles.editor import BodyField
from articles.form_fields import KeywordsField
from articles.forms_merging import MergingForm
from articles.models import Article
from editing.admin import TextInputWidget
from editing.slugs import MAX_LENGTH, free_slug, make_slug
from publication.languages import InvalidLanguageTag, normalise_language
from record import listings

__all__ = ["ArticleForm", "public_slug"]

# Lines that a text area shows at first.
ROWS = {
    "standfirst": 3, "abstract": 4, "lead_photo_caption": 2, "funding": 3, "competing_interests": 3,
}  # fmt: skip


class ArticleForm(MergingForm):
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

    def clean_body(self) -> str:
        """A pasted address of one of our articles becomes a link that follows the article."""
        return linking.by_key(self.cleaned_data["body"], site=settings.SITE_URL)

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
        if self.has_error("slug", "slug_taken"):
            # Not every title is for everybody, so the holder is not named.
            del self.errors["slug"]
            self.refuse_slug(make_slug(str(typed)), "is or was the address of another article")
        if "slug" in self.errors or not slug:
            return
        taken = listings.slug_taken(slug, by=self.instance.key)
        if taken and not typed:
            self.cleaned_data["slug"] = self.unpublished_slug(slug)
        elif taken:
            self.refuse_slug(slug, "is or once was the address of another published article")

    def refuse_slug(self, slug: str, why: str) -> None:
        proposal = self.unpublished_slug(slug)
        message = f"“{slug}” {why}. Choose another, such as “{proposal}”."
        self.add_error("slug", ValidationError(message, code="slug_taken"))

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
