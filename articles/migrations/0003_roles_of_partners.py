"""Partners are the managing editor's and the administrator's to keep."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

MANAGING_EDITOR = [
    "add_partner", "change_partner", "view_partner",
    "add_host", "change_host", "delete_host", "view_host",
    "add_contact", "change_contact", "delete_contact", "view_contact",
    "add_key", "change_key", "view_key",
    "add_endpoint", "change_endpoint", "delete_endpoint", "view_endpoint",
    "view_carriage", "view_advancecopy", "view_usage",
]  # fmt: skip


def extend_roles(apps, schema_editor) -> None:
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    # Permissions usually appear after all migrations; the roles need them now.
    app = apps.get_app_config("partners")
    app.models_module = True
    create_permissions(app, apps=apps, verbosity=0)
    app.models_module = None
    every = permission_model.objects.filter(content_type__app_label="partners")
    theirs = every.filter(codename__in=MANAGING_EDITOR)
    missing = set(MANAGING_EDITOR) - set(theirs.values_list("codename", flat=True))
    if missing:
        raise LookupError(f"no permissions {sorted(missing)} in partners")
    for role, permissions in (("managing editor", theirs), ("administrator", every)):
        group, _ = group_model.objects.get_or_create(name=role)
        group.permissions.add(*permissions)


def keep_roles(apps, schema_editor) -> None:
    """Groups may have members by now: going back leaves them."""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_roles"),
        ("partners", "0001_initial"),
    ]
    operations = [migrations.RunPython(extend_roles, keep_roles)]
