"""The newsroom's four roles, as groups with permissions (see articles/policy.py)."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

CONTRIBUTOR = {
    "articles": [
        "add_article", "change_article", "view_article",
        "add_contribution", "change_contribution", "delete_contribution", "view_contribution",
        "add_reference", "change_reference", "delete_reference", "view_reference",
        "view_revision",
    ],
    "authors": ["view_author", "view_organisation"],
    "photos": ["view_photo", "add_photo"],
    "publication": [
        "view_publication", "view_section", "view_topic", "view_region", "view_issue",
        "view_disclaimer", "view_licence",
    ],
}  # fmt: skip
EDITOR = {
    "articles": ["edit_others_articles", "review_article", "delete_article", "view_importedfile"],
    "authors": [
        "add_author", "change_author", "add_organisation", "change_organisation",
        "add_affiliation", "change_affiliation", "delete_affiliation", "view_affiliation",
        "add_authorlink", "change_authorlink", "delete_authorlink", "view_authorlink",
        "add_selectedwork", "change_selectedwork", "delete_selectedwork", "view_selectedwork",
    ],
    "photos": ["change_photo"],
    "publication": ["add_topic", "change_topic", "add_issue", "change_issue"],
}  # fmt: skip
MANAGING_EDITOR = {
    "articles": ["publish_article"],
    "authors": ["delete_author", "delete_organisation"],
    "photos": ["delete_photo"],
    "publication": [
        "change_publication", "add_section", "change_section", "delete_topic", "delete_issue",
        "add_region", "change_region", "add_disclaimer", "change_disclaimer",
        "view_disclaimeredition", "add_disclaimeredition",
    ],
    "record": ["view_version", "view_entry", "view_publishedarticle", "view_redaction"],
}  # fmt: skip
ROOMS = ("publication", "authors", "photos", "articles", "record")


def merged(*tables):
    result = {}
    for table in tables:
        for room, names in table.items():
            result.setdefault(room, []).extend(names)
    return result


def make_roles(apps, schema_editor) -> None:
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    # Permissions usually appear after all migrations; the roles need them now.
    for room in ROOMS:
        app = apps.get_app_config(room)
        app.models_module = True
        create_permissions(app, apps=apps, verbosity=0)
        app.models_module = None
    roles = {
        "contributor": CONTRIBUTOR,
        "editor": merged(CONTRIBUTOR, EDITOR),
        "managing editor": merged(CONTRIBUTOR, EDITOR, MANAGING_EDITOR),
    }
    for role, table in roles.items():
        group, _ = group_model.objects.get_or_create(name=role)
        for room, names in table.items():
            found = permission_model.objects.filter(
                content_type__app_label=room, codename__in=names
            )
            missing = set(names) - set(found.values_list("codename", flat=True))
            if missing:
                raise LookupError(f"no permissions {sorted(missing)} in {room}")
            group.permissions.add(*found)
    administrator, _ = group_model.objects.get_or_create(name="administrator")
    administrator.permissions.add(
        *permission_model.objects.filter(content_type__app_label__in=(*ROOMS, "auth"))
    )


def keep_roles(apps, schema_editor) -> None:
    """Groups may have members by now: going back leaves them."""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("record", "0001_initial"),
        ("publication", "0004_regions"),
        ("authors", "0001_initial"),
        ("photos", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_roles, keep_roles)]
