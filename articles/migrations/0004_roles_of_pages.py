"""The review's own pages and its board are the managing editor's and the administrator's to keep.

Its marks and the covers of its issues go with the publication and the issue they belong to.
"""

from django.contrib.auth.management import create_permissions
from django.db import migrations

EVERY_ROLE = ["view_plainpage", "view_boardmember"]
MANAGING_EDITOR = [
    "add_plainpage", "change_plainpage", "delete_plainpage",
    "add_boardmember", "change_boardmember", "delete_boardmember",
]  # fmt: skip
ROLES = {
    "contributor": EVERY_ROLE,
    "editor": EVERY_ROLE,
    "managing editor": EVERY_ROLE + MANAGING_EDITOR,
    "administrator": EVERY_ROLE + MANAGING_EDITOR,
}
ROOMS = ("publication", "photos")


def extend_roles(apps, schema_editor) -> None:
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    # Permissions usually appear after all migrations; the roles need them now.
    for room in ROOMS:
        app = apps.get_app_config(room)
        app.models_module = True
        create_permissions(app, apps=apps, verbosity=0)
        app.models_module = None
    for role, names in ROLES.items():
        found = permission_model.objects.filter(
            content_type__app_label="publication", codename__in=names
        )
        missing = set(names) - set(found.values_list("codename", flat=True))
        if missing:
            raise LookupError(f"no permissions {sorted(missing)} in publication")
        group, _ = group_model.objects.get_or_create(name=role)
        group.permissions.add(*found)
    administrator = group_model.objects.get(name="administrator")
    administrator.permissions.add(
        *permission_model.objects.filter(content_type__app_label__in=ROOMS)
    )


def keep_roles(apps, schema_editor) -> None:
    """Groups may have members by now: going back leaves them."""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_roles_of_partners"),
        ("publication", "0005_look_and_pages"),
        ("photos", "0002_marks_and_covers"),
    ]
    operations = [migrations.RunPython(extend_roles, keep_roles)]
