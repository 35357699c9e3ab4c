"""The database itself refuses to change what is published, whoever asks.

A version may lose its text once, and only when a redaction of it has been entered.
"""

from django.db import migrations

MESSAGE = "what is published never changes: the record only takes new rows"
FOREVER = ("record_version", "record_entry", "record_redaction")
KEPT = ("id", "article", "number", "kind", "digest", "predecessor", "published_at")

_SAME = " AND ".join(f"NEW.{column} = OLD.{column}" for column in KEPT)
_REDACTING = (
    f"NEW.document = '' AND {_SAME} "
    "AND EXISTS (SELECT 1 FROM record_redaction WHERE version_id = OLD.id)"
)


def sqlite_triggers() -> list[str]:
    statements = []
    for table in FOREVER:
        allowed = f"WHEN NOT ({_REDACTING}) " if table == "record_version" else ""
        for action, condition in (("UPDATE", allowed), ("DELETE", "")):
            statements.append(
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
                f"{condition}BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            )
    return statements


def postgresql_triggers() -> list[str]:
    statements = [
        "CREATE FUNCTION record_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$",
        "CREATE FUNCTION record_refuse_unless_redacting() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {_REDACTING} THEN RETURN NEW; END IF; RAISE EXCEPTION '{MESSAGE}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$",
    ]
    for table in FOREVER:
        function = "record_refuse"
        if table == "record_version":
            function = "record_refuse_unless_redacting"
        statements += [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {function}()",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION record_refuse()",
        ]
    return statements


def install(apps, schema_editor) -> None:
    vendor = schema_editor.connection.vendor
    triggers = {"sqlite": sqlite_triggers, "postgresql": postgresql_triggers}
    if vendor not in triggers:
        raise NotImplementedError(f"no append-only triggers are written for {vendor}")
    with schema_editor.connection.cursor() as cursor:
        for statement in triggers[vendor]():
            cursor.execute(statement)


def remove(apps, schema_editor) -> None:
    postgresql = schema_editor.connection.vendor == "postgresql"
    with schema_editor.connection.cursor() as cursor:
        for table in FOREVER:
            for action in ("update", "delete"):
                suffix = f" ON {table}" if postgresql else ""
                cursor.execute(f"DROP TRIGGER {table}_no_{action}{suffix}")
        if postgresql:
            cursor.execute("DROP FUNCTION record_refuse()")
            cursor.execute("DROP FUNCTION record_refuse_unless_redacting()")


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
