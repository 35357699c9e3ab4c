"""Managing editors may see which servers follow and what was told them; nobody may change it."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

SEEN = ["view_instance", "view_delivery"]
ROLES = ["managing editor", "administrator"]


def let_them_see(apps, schema_editor) -> None:
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    # Permissions usually appear after all migrations; the roles need them now.
    app = apps.get_app_config("fediverse")
    app.models_module = True
    create_permissions(app, apps=apps, verbosity=0)
    app.models_module = None
    found = permission_model.objects.filter(
        content_type__app_label="fediverse", codename__in=SEEN
    )
    for name in ROLES:
        group, _ = group_model.objects.get_or_create(name=name)
        group.permissions.add(*found)


class Migration(migrations.Migration):
    dependencies = [
        ("fediverse", "0001_following"),
        ("articles", "0002_roles"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(let_them_see, migrations.RunPython.noop)]
