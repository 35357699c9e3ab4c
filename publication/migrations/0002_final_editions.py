"""The database itself refuses to change an edition of a disclaimer.

A later migration that lets SQLite rebuild this table must create the trigger anew.
"""

from django.db import migrations

SQLITE = """
CREATE TRIGGER publication_disclaimeredition_final
BEFORE UPDATE OF id, disclaimer_id, number, wording_one, wording_several, created_at
ON publication_disclaimeredition
BEGIN
    SELECT RAISE(ABORT, 'An edition of a disclaimer is final.');
END;
"""
POSTGRESQL = """
CREATE FUNCTION publication_disclaimeredition_final() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'An edition of a disclaimer is final.' USING ERRCODE = 'restrict_violation';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER publication_disclaimeredition_final
BEFORE UPDATE OF id, disclaimer_id, number, wording_one, wording_several, created_at
ON publication_disclaimeredition
FOR EACH ROW EXECUTE FUNCTION publication_disclaimeredition_final();
"""
DROP = {
    "sqlite": "DROP TRIGGER publication_disclaimeredition_final;",
    "postgresql": """
DROP TRIGGER publication_disclaimeredition_final ON publication_disclaimeredition;
DROP FUNCTION publication_disclaimeredition_final();
""",
}


def create(apps, schema_editor):
    schema_editor.execute({"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor])


def drop(apps, schema_editor):
    schema_editor.execute(DROP[schema_editor.connection.vendor])


class Migration(migrations.Migration):
    dependencies = [("publication", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
