"""Managing editors and administrators see subscribers and mailings, and erase who asks for it."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = ("managing editor", "administrator")
GIVEN = ("view_subscriber", "delete_subscriber", "view_mailing")


def let_see(apps, schema_editor) -> None:
    # Permissions usually appear after all migrations; the roles need them now.
    app = apps.get_app_config("newsletter")
    app.models_module = True
    create_permissions(app, apps=apps, verbosity=0)
    app.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="newsletter", codename__in=GIVEN
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("newsletter", "0001_subscribers"),
        ("articles", "0002_roles"),
    ]
    operations = [migrations.RunPython(let_see, migrations.RunPython.noop)]
