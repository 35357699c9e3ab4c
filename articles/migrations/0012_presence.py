import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Who has which form open, and which edit of the article a revision is."""

    dependencies = [
        ("articles", "0011_placements"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="edit_number",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="The article's, once it said this; unknown of old ones.",
                null=True,
            ),
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tab", models.UUIDField()),
                ("since", models.DateTimeField()),
                ("seen", models.DateTimeField()),
                (
                    "typed",
                    models.DateTimeField(
                        blank=True, help_text="When something was last typed.", null=True
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="articles.article",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["seen"], name="articles_presence_seen")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "by", "tab"), name="presence_of_a_tab_once"
                    )
                ],
            },
        ),
    ]
