"""Managing editors and administrators see deliveries and letters."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = ("managing editor", "administrator")
SEEN = ("view_delivery", "view_attempt", "view_circuit", "view_letter")


def let_see(apps, schema_editor) -> None:
    # Permissions usually appear after all migrations; the roles need them now.
    app = apps.get_app_config("webhooks")
    app.models_module = True
    create_permissions(app, apps=apps, verbosity=0)
    app.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="webhooks", codename__in=SEEN
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("webhooks", "0001_initial"),
        ("articles", "0002_roles"),
    ]
    operations = [migrations.RunPython(let_see, migrations.RunPython.noop)]
