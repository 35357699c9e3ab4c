"""PostgreSQL: the newest texts that fulfil a question, read by the full-text index alone.

The planner takes looking into a vector for as cheap as comparing two numbers, so for a word of
every tenth text it would read ten thousand long vectors one by one, newest first, rather than ask
the index. Inside these functions it may not. Questions with phrases, which the index cannot answer
alone, are asked without them.
"""

from django.db import migrations

PLACES = ("heading", "everything")


def install(apps, schema_editor) -> None:
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        for place in PLACES:
            cursor.execute(
                f"CREATE FUNCTION search_newest_{place}"
                "(question tsquery, below bigint, wanted integer) "
                f"RETURNS TABLE (key bigint, vector tsvector) LANGUAGE sql STABLE "
                "SET enable_seqscan = off SET enable_indexscan = off "
                f"AS $$ SELECT found.key, found.{place} FROM search_text AS found "
                f"WHERE found.{place} @@ question AND found.key < below "
                "ORDER BY found.key DESC LIMIT wanted $$"
            )


def remove(apps, schema_editor) -> None:
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        for place in PLACES:
            cursor.execute(f"DROP FUNCTION search_newest_{place}(tsquery, bigint, integer)")


class Migration(migrations.Migration):
    dependencies = [("search", "0002_full_text")]
    operations = [migrations.RunPython(install, remove)]
