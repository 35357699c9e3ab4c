"""The newsroom's index; it begins empty and fills by itself."""

import django.db.models.deletion
from django.db import migrations, models

FORWARDS = {
    "sqlite": (
        "CREATE VIRTUAL TABLE desk_text USING fts5("
        "title, byline, body, content='', contentless_delete=1, "
        "tokenize=\"ascii tokenchars '_-'\")",
    ),
    "postgresql": (
        "CREATE TABLE desk_text (article bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX desk_text_words ON desk_text USING gin (words)",
    ),
}


def install(apps, schema_editor) -> None:
    with schema_editor.connection.cursor() as cursor:
        for statement in FORWARDS[schema_editor.connection.vendor]:
            cursor.execute(statement)


def remove(apps, schema_editor) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("DROP TABLE desk_text")


class Migration(migrations.Migration):
    initial = True

    dependencies = [("articles", "0004_roles_of_pages")]

    operations = [
        migrations.CreateModel(
            name="IndexedArticle",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("edit_number", models.PositiveIntegerField()),
            ],
        ),
        migrations.RunPython(install, remove),
    ]
