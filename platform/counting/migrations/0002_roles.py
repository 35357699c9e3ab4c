"""Everybody in the newsroom sees how often articles are read; nobody may change what was counted."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = ["contributor", "editor", "managing editor", "administrator"]


def let_them_see(apps, schema_editor) -> None:
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    # Permissions usually appear after all migrations; the roles need them now.
    app = apps.get_app_config("counting")
    app.models_module = True
    create_permissions(app, apps=apps, verbosity=0)
    app.models_module = None
    seen = permission_model.objects.filter(
        content_type__app_label="counting", codename="view_readarticle"
    )
    for name in ROLES:
        group, _ = group_model.objects.get_or_create(name=name)
        group.permissions.add(*seen)


class Migration(migrations.Migration):
    dependencies = [
        ("counting", "0001_count_readings"),
        ("articles", "0002_roles"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(let_them_see, migrations.RunPython.noop)]
