"""The base of every admin in the house; the only module that names the admin's theme.

`ModelAdmin` guards an Editable model against lost edits, remembers slugs that change, cleans
every text, carries rich-text editors past the Content-Security-Policy and enters what was changed
in the audit log, with before and after, in the transaction that changes it. Its forms derive
from `EditableForm`, those of inlines from `CleanedForm`. A rich-text field is declared as

    rich_text = {"biography": SIMPLE}

with a `RichText` of any extensions and cleaning function.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, models, transaction
from django.forms import BaseInlineFormSet, Media, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from js_asset import Media as NonceMedia
from unfold import admin as theme
from unfold.contrib.filters.admin import AutocompleteSelectFilter, RangeDateFilter
from unfold.decorators import action, display
from unfold.views import ChangeList
from unfold.widgets import (
    UnfoldAdminAutocompleteWidget as AutocompleteWidget,
)
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget as CheckboxesWidget,
)
from unfold.widgets import (
    UnfoldAdminFileFieldWidget as FileWidget,
)
from unfold.widgets import (
    UnfoldAdminSelectWidget as SelectWidget,
)
from unfold.widgets import (
    UnfoldAdminTextareaWidget as TextareaWidget,
)
from unfold.widgets import (
    UnfoldAdminTextInputWidget as TextInputWidget,
)

from audit import acts
from audit.form_acts import changed_by
from audit.models import Act
from audit.values import row_values
from editing.conflicts import differences, keeps_saved_rows, row_differences, typed_rows
from editing.forms import GUARD_FIELDS, CleanedForm, EditableForm
from editing.models import Editable
from editing.prints import prints_of, row_names, rows_name
from editing.rich_fields import PAGE, SIMPLE, RichText, RichTextField
from editing.saving import claim
from editing.slugs import free_slug, remember_slug, taken_by_another
from editing.vanished_rows import as_new_rows

__all__ = [
    "PAGE",
    "SIMPLE",
    "AutocompleteSelectFilter",
    "AutocompleteWidget",
    "ChangeList",
    "CheckboxesWidget",
    "CleanedForm",
    "EditableForm",
    "FileWidget",
    "ModelAdmin",
    "RangeDateFilter",
    "ReadOnlyAdmin",
    "RichText",
    "RichTextField",
    "SelectWidget",
    "StackedInline",
    "TabularInline",
    "TextInputWidget",
    "TextareaWidget",
    "action",
    "display",
    "with_nonce",
]


def with_nonce(media: Media, request: HttpRequest) -> NonceMedia:
    """The media with the request's nonce on every tag: the editor's import map is inline."""
    return NonceMedia.from_media(media, nonce=str(getattr(request, "csp_nonce", "")))


class FieldsMixin:
    """Gives the fields named in `rich_text` an editor, and addresses without scheme https."""

    rich_text: ClassVar[Mapping[str, RichText]] = {}

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Any:
        rich = self.rich_text.get(db_field.name)
        if rich is not None:
            return db_field.formfield(form_class=RichTextField, rich=rich)
        if isinstance(db_field, models.URLField):
            kwargs.setdefault("assume_scheme", "https")
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]


class ModelAdmin(FieldsMixin, theme.ModelAdmin):
    """The admin of an editable model."""

    form = EditableForm
    warn_unsaved_form = True
    list_filter_submit = True

    class Media:
        css: ClassVar = {"all": ["editing/admin.css"]}

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [name for name in super().get_fields(request, obj) if name not in GUARD_FIELDS]

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> type[ModelForm]:
        form = super().get_form(request, obj, **kwargs)
        if not issubclass(self.model, Editable):
            return form
        if not issubclass(form, EditableForm):
            raise ImproperlyConfigured(f"{form.__name__} must derive from EditableForm.")
        if not form.slug_from:
            form.slug_from = tuple(self.prepopulated_fields.get("slug", ()))
        return form

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method == "POST" and obj.pk is not None and hasattr(inline, "fk_name"):
            pk_name = inline.model._meta.pk.name
            rows = inline.get_queryset(request).values_list("pk", flat=True)
            existing = {str(pk) for pk in rows.filter(**parent_of(inline, obj))}
            kwargs["data"] = as_new_rows(kwargs["data"], prefix, pk_name, existing)
        return kwargs

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:  # noqa: FBT001
        """The row as it is before the form's values go into it is kept for the audit log."""
        saved = self.model._base_manager.filter(pk=form.instance.pk) if change else None
        form.row_before = saved.first() if saved is not None else None
        return super().save_form(request, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        kept: frozenset[str] = getattr(form, "rows_kept", frozenset())
        saved = [formset for formset in formsets if formset.prefix not in kept]
        before, after = changed_by(form, saved, form.row_before)
        if before or after:
            acts.record(
                by=request.user,
                what="changed" if change else "added",
                object=form.instance,
                before=before,
                after=after,
                reason=str(form.cleaned_data.get("reason") or ""),
            )

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001
        """Rows of which somebody else's were chosen stay as they are saved."""
        chosen = is_guarded(form) and form.not_taken is not None and row_names(formset)
        if chosen and keeps_saved_rows(form, formset, form.instance):
            form.rows_kept |= {formset.prefix}
            if form.typed(rows_name(formset), typed_rows(formset)):
                form.not_taken[formset.prefix] = formset
            formset.new_objects = formset.changed_objects = formset.deleted_objects = []
            return
        super().save_formset(request, form, formset, change)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with transaction.atomic():
            acts.record_all([self.deletion(request, obj)])
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        with transaction.atomic():
            acts.record_all([self.deletion(request, obj) for obj in queryset])
            super().delete_queryset(request, queryset)

    def deletion(self, request: HttpRequest, obj: models.Model) -> Act:
        values = {name: value for name, value in row_values(obj).items() if value not in (None, "")}
        return acts.act(by=request.user, what="deleted", object=obj, before=values, after={})

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        old_slug = None
        if change and isinstance(obj, Editable):
            # A list's own small form carries no number: it was read in this very request.
            sent = form.cleaned_data.get("edit_number") if is_guarded(form) else None
            claim(obj, obj.edit_number if sent is None else sent)
        if hasattr(obj, "slug"):
            rows = type(obj)._base_manager.filter(pk=obj.pk)
            old_slug = rows.values_list("slug", flat=True).first() if change else None
            self.save_with_slug(request, obj, form, change)
        else:
            super().save_model(request, obj, form, change)
        if old_slug:
            remember_slug(obj, old_slug)

    def save_with_slug(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        """Somebody may have taken the slug since the form was checked: then the next free one."""
        try:
            with transaction.atomic():
                super().save_model(request, obj, form, change)
        except IntegrityError:
            if not taken_by_another(obj, obj.slug):
                raise
            taken, obj.slug = obj.slug, free_slug(type(obj), obj.slug, exclude_pk=obj.pk)
            super().save_model(request, obj, form, change)
            text = f"“{taken}” was taken at the same moment; the address is “{obj.slug}”."
            self.message_user(request, text, messages.WARNING)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["media"] = with_nonce(context["media"], request)
        form = context["adminform"].form
        conflict = is_guarded(form) and form.saved_meanwhile is not None
        inlines = [
            inline
            for inline in context["inline_admin_formsets"]
            if isinstance(inline.formset, BaseInlineFormSet)
        ]
        if is_guarded(form) and not form.is_bound and form.is_guarded:
            context["read_as"] = prints_of(form, [inline.formset for inline in inlines])
        if conflict:
            rows = (
                row_differences(
                    inline.formset, form.saved_meanwhile, str(inline.opts.verbose_name_plural), form
                )
                for inline in inlines
                if inline.formset.is_bound
            )
            context["differences"] = [
                *(each for each in differences(form) if each.name not in form.merged_apart),
                *(each for each in rows if each),
            ]
        response = super().render_change_form(request, context, *args, **kwargs)
        if conflict:
            response.status_code = 409
        return response

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """What was typed into the page of a row that is gone is shown once more, to be copied."""
        redirect: HttpResponseRedirect = super()._get_obj_does_not_exist_redirect(
            request, opts, object_id
        )
        if request.method != "POST":
            return redirect
        typed = [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if value.strip()
            and not name.startswith(("_", "csrf"))
            and not name.endswith("_FORMS")
            and name not in GUARD_FIELDS
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": f"This {opts.verbose_name} was deleted meanwhile",
            "typed": typed,
            "opts": opts,
        }
        return TemplateResponse(request, "editing/deleted_meanwhile.html", context, status=409)


def is_guarded(form: object) -> bool:
    return isinstance(form, EditableForm)


def parent_of(inline: Any, obj: models.Model) -> dict[str, Any]:
    """The condition that an inline's row belongs to the object."""
    for field in inline.model._meta.fields:
        named = inline.fk_name is None or field.name == inline.fk_name
        if named and field.remote_field and isinstance(obj, field.remote_field.model):
            return {field.name: obj}
    return {}


class TabularInline(FieldsMixin, theme.TabularInline):
    """Rows in a table."""

    form = CleanedForm
    extra = 0


class StackedInline(FieldsMixin, theme.StackedInline):
    """Rows under one another."""

    form = CleanedForm
    extra = 0


class ReadOnlyAdmin(ModelAdmin):
    """Rows that only programs write: for the newsroom to look at, never to edit or delete."""

    form: Any = CleanedForm  # these rows count no edits

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
