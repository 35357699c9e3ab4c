"""Accounts are the administrator's to keep; each role says what it may do."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

DESCRIPTIONS = {
    "contributor": "Writes, and edits their own drafts until they hand them in.",
    "editor": "Edits everybody's articles, sends them back, calls them ready. Keeps authors.",
    "managing editor": (
        "Publishes, schedules, corrects, retracts. Keeps the publication, partners and photos."
    ),
    "administrator": "Keeps accounts, roles and licences, and reads the audit log.",
}


def extend_roles(apps, schema_editor) -> None:
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    role_model = apps.get_model("accounts", "Role")
    # Permissions usually appear after all migrations; the roles need them now.
    app = apps.get_app_config("accounts")
    app.models_module = True
    create_permissions(app, apps=apps, verbosity=0)
    app.models_module = None
    for name, description in DESCRIPTIONS.items():
        group, _ = group_model.objects.get_or_create(name=name)
        role_model.objects.get_or_create(group=group, defaults={"description": description})
    group = group_model.objects.get(name="administrator")
    group.permissions.add(*permission_model.objects.filter(content_type__app_label="accounts"))


def keep_roles(apps, schema_editor) -> None:
    """Groups may have members by now: going back leaves them."""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_roles_of_the_audit"),
        ("accounts", "0001_initial"),
    ]
    operations = [migrations.RunPython(extend_roles, keep_roles)]
