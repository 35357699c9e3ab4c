"""One structure of words without columns, in which also stands where a word stands.

``_i-strait`` is the word in a title, ``_h-strait`` above a text, ``_m-strait`` often in it; so no
question has to be put to columns or weights, which full-text indexes answer only by reading every
text. The structure begins empty and the follower with the record's first entry: the worker, or
whoever searches, fills it again. What is not indexed anew is not found meanwhile.
"""

from django.db import migrations

# Newest first means reading all that have a word and sorting them. Of a frequent word the last few
# blocks of 97 days, which are words of the index too, have enough. The planner takes looking into a
# vector for as cheap as comparing two numbers, so it would rather read thousands of them than ask
# the index: here it may not. "newest" is the greatest key below "below". What "longer" asks for is
# looked up in vectors, of the newest first and only until there are enough: OFFSET 0 keeps it there.
# No index has "key + 0"; for a question of many words, such as sixty years, that of "key" looks
# cheaper to the planner, which would then read every vector.
NEWEST = """
CREATE FUNCTION search_newest(
    question tsquery, phrases integer[], longer tsquery,
    below bigint, newest bigint, wanted integer
) RETURNS TABLE (key bigint) LANGUAGE plpgsql STABLE ROWS 100
SET enable_seqscan = off SET enable_indexscan = off SET plan_cache_mode = force_custom_plan
AS $$
#variable_conflict use_column
DECLARE
    block bigint := newest >> 47;
    span integer;
    within tsquery;
    more integer;
BEGIN
    FOREACH span IN ARRAY ARRAY[2, 8, 0] LOOP
        CONTINUE WHEN span = 8 AND 3 * more < wanted;  -- six further blocks will not be enough
        within := question;
        IF span > 0 THEN
            within := question && (
                SELECT string_agg('_b' || block - ago, '|') FROM generate_series(0, span - 1) AS ago
            )::tsquery;
        END IF;
        RETURN QUERY SELECT text.key FROM (
            SELECT key, words FROM search_text
            WHERE words @@ within AND key + 0 < below AND (phrases = '{}' OR pairs @> phrases)
            ORDER BY key DESC OFFSET 0
        ) AS text WHERE longer IS NULL OR words @@ longer LIMIT wanted;
        GET DIAGNOSTICS more = ROW_COUNT;
        wanted := wanted - more;
        EXIT WHEN wanted = 0;
        below := least(below, (block - span + 1) << 47);
    END LOOP;
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
        "pairs integer[] NOT NULL) WITH (toast_tuple_target = 128)",
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
