"""The full-text structure of each database, over words that search.words has cut and folded.

SQLite: an FTS5 table without content that only splits at spaces. PostgreSQL: two vectors, one of
what stands above a text, small enough to lie in its row, and one of everything; no extension.
"""

from django.db import migrations

FORWARDS = {
    "sqlite": (
        "CREATE VIRTUAL TABLE search_text USING fts5("
        "title, heading, people, body, tags, content='', contentless_delete=1, "
        "tokenize=\"ascii tokenchars '_-'\")",
    ),
    "postgresql": (
        "CREATE TABLE search_text (key bigint PRIMARY KEY, heading tsvector NOT NULL, "
        "everything tsvector NOT NULL)",
        # Read for every candidate: compressing would save little and cost each reading.
        "ALTER TABLE search_text ALTER COLUMN everything SET STORAGE EXTERNAL",
        "CREATE INDEX search_text_heading ON search_text USING gin (heading)",
        "CREATE INDEX search_text_everything ON search_text USING gin (everything)",
    ),
}


def install(apps, schema_editor) -> None:
    vendor = schema_editor.connection.vendor
    if vendor not in FORWARDS:
        raise NotImplementedError(f"no full-text structure is written for {vendor}")
    with schema_editor.connection.cursor() as cursor:
        for statement in FORWARDS[vendor]:
            cursor.execute(statement)


def remove(apps, schema_editor) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("DROP TABLE search_text")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
