"""The database itself refuses to change or delete an act, whoever asks.

Two changes are let through, each of nothing but what it names: an account that is deleted leaves
`by` empty, and where an erasure has been entered the acts by that person, or about that row, may
lose what tells of it.
"""

from django.db import migrations

MESSAGE = "the audit log only takes new rows"
ERASED = "erased person"
FOREVER = ("audit_act", "audit_erasure")
ACT = (
    "id", "at", "by_id", "who", "what", "app", "model", "object_id", "label", "before", "after",
    "reason", "network",
)  # fmt: skip
ERASURE = ("id", "at", "by_id", "app", "model", "object_id")


def same(columns, *but) -> str:
    kept = [column for column in columns if column not in but]
    return " AND ".join(f'NEW."{name}" IS NOT DISTINCT FROM OLD."{name}"' for name in kept)


def allowed(table: str, *, text) -> str:
    """`text` turns a column into text, in the words of the database."""
    columns = ACT if table == "audit_act" else ERASURE
    leaving = f"(NEW.by_id IS NULL AND {same(columns, 'by_id')})"
    if table == "audit_erasure":
        return leaving
    entered = "EXISTS (SELECT 1 FROM audit_erasure AS e WHERE e.app = {} AND e.model = {} AND e.object_id = {})"
    by_them = entered.format("'auth'", "'user'", text("OLD.by_id"))
    about_them = entered.format("OLD.app", "OLD.model", "OLD.object_id")
    emptied = f"{text('NEW.before')} = '{{}}' AND {text('NEW.after')} = '{{}}'"
    erasing_who = f"(NEW.who = '{ERASED}' AND {by_them} AND {same(ACT, 'who')})"
    erasing_what = (
        f"(NEW.label = '{ERASED}' AND {emptied} AND NEW.reason = '' AND {about_them} "
        f"AND {same(ACT, 'label', 'before', 'after', 'reason')})"
    )
    return f"{leaving} OR {erasing_who} OR {erasing_what}"


def sqlite_triggers() -> list[str]:
    def text(column: str) -> str:
        return f"CAST({column} AS TEXT)"

    statements = []
    for table in FOREVER:
        statements += [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            f"WHEN NOT ({allowed(table, text=text)}) "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
        ]
    return statements


def postgresql_triggers() -> list[str]:
    def text(column: str) -> str:
        return f"{column}::text"

    statements = [
        "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$",
    ]
    for table in FOREVER:
        statements += [
            f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {allowed(table, text=text)} THEN RETURN NEW; END IF; "
            f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; "
            "END $$",
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
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
                cursor.execute(f"DROP FUNCTION {table}_refuse()")
        if postgresql:
            cursor.execute("DROP FUNCTION audit_refuse()")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
