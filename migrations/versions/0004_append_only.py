"""Events and entries are never changed and never deleted, whoever opens the database by hand."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEPT = ("ce_event", "ce_ledger")

SQLITE = """
CREATE TRIGGER {table}_{verb}_never BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table}: rows are never changed and never deleted'); END
"""

# REPLACE deletes without firing the trigger above where a connection has recursive_triggers off.
UNIQUE = {
    "ce_event": "id = NEW.id OR (stream = NEW.stream AND (seq = NEW.seq OR prev_hash = NEW.prev_hash))",
    "ce_ledger": "id = NEW.id OR reverses_id = NEW.reverses_id",
}
SQLITE_REPLACE = """
CREATE TRIGGER {table}_REPLACE_never BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
BEGIN SELECT RAISE(ABORT, '{table}: rows are never changed and never deleted'); END
"""

POSTGRESQL_FUNCTION = """
CREATE FUNCTION ce_never() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%: rows are never changed and never deleted', TG_TABLE_NAME; END
$$
"""
POSTGRESQL = (
    "CREATE TRIGGER {table}_never BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION ce_never()",
    "CREATE TRIGGER {table}_never_all BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION ce_never()",
    # even for a session that plays the part of a replica
    "ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_never",
    "ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_never_all",
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in KEPT:
            for verb in ("UPDATE", "DELETE"):
                op.execute(SQLITE.format(table=table, verb=verb))
            op.execute(SQLITE_REPLACE.format(table=table, same=UNIQUE[table]))
        return
    op.execute(POSTGRESQL_FUNCTION)
    for table in KEPT:
        for trigger in POSTGRESQL:
            op.execute(trigger.format(table=table))


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in KEPT:
            for verb in ("UPDATE", "DELETE", "REPLACE"):
                op.execute(f"DROP TRIGGER {table}_{verb}_never")
        return
    for table in KEPT:
        op.execute(f"DROP TRIGGER {table}_never ON {table}")
        op.execute(f"DROP TRIGGER {table}_never_all ON {table}")
    op.execute("DROP FUNCTION ce_never()")
