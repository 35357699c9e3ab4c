"""One structure of words without columns, in which also stands where a word stands.

``_i-strait`` is the word in a title, ``_h-strait`` above a text, ``_m-strait`` often in it; so no
question has to be put to columns or weights, which full-text indexes answer only by reading every
text. The structure begins empty and the follower with the record's first entry: the worker, or
whoever searches, fills it again. What is not indexed anew is not found meanwhile.
"""

from django.db import migrations

# Newest first means reading all that have a word and sorting them. Of a frequent word the last four
# blocks of 97 days, which are words of the index too, have enough. The planner takes looking into a
# vector for as cheap as comparing two numbers, so it would rather read thousands of them than ask
# the index: here it may not.
NEWEST = """
CREATE FUNCTION search_newest(question tsquery, phrases smallint[], below bigint, wanted integer)
RETURNS TABLE (key bigint) LANGUAGE plpgsql STABLE ROWS 100
SET enable_seqscan = off SET enable_indexscan = off SET plan_cache_mode = force_custom_plan
AS $$
#variable_conflict use_column
DECLARE
    last bigint := (SELECT max(key) >> 47 FROM search_text WHERE key < below);
    recent tsquery := format('_b%s | _b%s | _b%s | _b%s', last, last - 1, last - 2, last - 3);
    found integer;
BEGIN
    IF last IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT text.key FROM search_text AS text
        WHERE words @@ (question && recent) AND key < below
        AND (phrases = '{}' OR pairs @> phrases)
        ORDER BY key DESC LIMIT wanted;
    GET DIAGNOSTICS found = ROW_COUNT;
    RETURN QUERY SELECT text.key FROM search_text AS text
        WHERE found < wanted AND words @@ question AND key < (last - 3) << 47
        AND (phrases = '{}' OR pairs @> phrases)
        ORDER BY key DESC LIMIT wanted - found;
END $$
"""

FORWARDS = {
    "sqlite": (
        "DROP TABLE search_text",
        "CREATE VIRTUAL TABLE search_text USING fts5("
        "words, tags, content='', contentless_delete=1, tokenize=\"ascii tokenchars '_-'\")",
    ),
    "postgresql": (
        "DROP FUNCTION search_newest_heading(tsquery, bigint, integer)",
        "DROP FUNCTION search_newest_everything(tsquery, bigint, integer)",
        "DROP TABLE search_text",
        "CREATE TABLE search_text (key bigint PRIMARY KEY, words tsvector NOT NULL, "
        "pairs smallint[] NOT NULL) WITH (toast_tuple_target = 128)",
        # Outside their rows, so that reading many keys is quick; compressing would save little.
        "ALTER TABLE search_text ALTER COLUMN words SET STORAGE EXTERNAL, "
        "ALTER COLUMN pairs SET STORAGE EXTERNAL",
        "CREATE INDEX search_text_words ON search_text USING gin (words, pairs)",
        NEWEST,
    ),
}


def install(apps, schema_editor) -> None:
    with schema_editor.connection.cursor() as cursor:
        for statement in FORWARDS[schema_editor.connection.vendor]:
            cursor.execute(statement)
    apps.get_model("record", "Cursor").objects.filter(follower="search").update(position=0)


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0003_newest_by_bitmap"),
        ("record", "0004_sections_and_licences"),
    ]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
