"""The audit log is the administrator's to read."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def extend_roles(apps, schema_editor) -> None:
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    # Permissions usually appear after all migrations; the roles need them now.
    app = apps.get_app_config("audit")
    app.models_module = True
    create_permissions(app, apps=apps, verbosity=0)
    app.models_module = None
    group, _ = group_model.objects.get_or_create(name="administrator")
    group.permissions.add(*permission_model.objects.filter(content_type__app_label="audit"))


def keep_roles(apps, schema_editor) -> None:
    """Groups may have members by now: going back leaves them."""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_published_revisions"),
        ("audit", "0002_append_only"),
    ]
    operations = [migrations.RunPython(extend_roles, keep_roles)]
