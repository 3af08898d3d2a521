"""What the city corrects of the calendar of working days; a notice period of working days."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")
HOLDS = "taken_back_at IS NULL"

# A correction is taken back once; nothing else of it ever changes.
KEPT = ("id", "day", "kind", "document", "reason", "set_by", "at")
NEVER = "ce_calendar_day: a correction is never changed and never deleted, only taken back"

# REPLACE deletes without firing the trigger of DELETE where a connection has recursive_triggers off.
SQLITE = {
    "UPDATE": "OLD.taken_back_at IS NOT NULL OR NEW.taken_back_at IS NULL OR {changed}",
    "DELETE": "1",
    "INSERT": "EXISTS (SELECT 1 FROM ce_calendar_day o WHERE o.id = NEW.id"
    " OR o.day = NEW.day AND o.taken_back_at IS NULL AND NEW.taken_back_at IS NULL)",
}
SQLITE_TRIGGER = """
CREATE TRIGGER ce_calendar_day_{verb}_never BEFORE {verb} ON ce_calendar_day WHEN {when}
BEGIN SELECT RAISE(ABORT, '{never}'); END
"""
POSTGRESQL = (
    """
CREATE FUNCTION ce_calendar_day_never() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'UPDATE' THEN RAISE EXCEPTION '{never}'; END IF;
    IF OLD.taken_back_at IS NOT NULL OR NEW.taken_back_at IS NULL OR {changed} THEN RAISE EXCEPTION '{never}'; END IF;
    RETURN NEW;
END $$
""",
    """
CREATE TRIGGER ce_calendar_day_never BEFORE UPDATE OR DELETE ON ce_calendar_day
FOR EACH ROW EXECUTE FUNCTION ce_calendar_day_never()
""",
    """
CREATE TRIGGER ce_calendar_day_never_all BEFORE TRUNCATE ON ce_calendar_day
FOR EACH STATEMENT EXECUTE FUNCTION ce_calendar_day_never()
""",
    # even for a session that plays the part of a replica
    "ALTER TABLE ce_calendar_day ENABLE ALWAYS TRIGGER ce_calendar_day_never",
    "ALTER TABLE ce_calendar_day ENABLE ALWAYS TRIGGER ce_calendar_day_never_all",
)


def upgrade() -> None:
    op.create_table(
        "ce_calendar_day",
        sa.Column("id", KEY, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("document", sa.String(100), nullable=False),
        sa.Column("reason", sa.String(100), nullable=False),
        sa.Column("set_by", sa.String(32), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("taken_back_by", sa.String(32), nullable=True),
        sa.Column("taken_back_at", MOMENT, nullable=True),
        sa.CheckConstraint("kind IN ('working','day_off')", name=op.f("ck_ce_calendar_day_kind")),
        sa.CheckConstraint("document <> '' AND reason <> ''", name=op.f("ck_ce_calendar_day_document_and_reason")),
        sa.CheckConstraint(
            "taken_back_by IS NULL OR taken_back_at IS NOT NULL", name=op.f("ck_ce_calendar_day_taken_back")
        ),
        sa.ForeignKeyConstraint(["set_by"], ["ce_person.id"], name="fk_ce_calendar_day_set_by"),
        sa.ForeignKeyConstraint(["taken_back_by"], ["ce_person.id"], name="fk_ce_calendar_day_taken_back_by"),
        sa.PrimaryKeyConstraint("id", name="pk_ce_calendar_day"),
    )
    holds = sa.text(HOLDS)
    op.create_index(
        "uq_ce_calendar_day_holds",
        "ce_calendar_day",
        ["day"],
        unique=True,
        postgresql_where=holds,
        sqlite_where=holds,
    )
    _keep()
    op.add_column("ce_claim", sa.Column("notice_unit", sa.String(20), nullable=True))


def _keep() -> None:
    if op.get_bind().dialect.name == "sqlite":
        changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in KEPT)
        for verb, when in SQLITE.items():
            op.execute(SQLITE_TRIGGER.format(verb=verb, when=when.format(changed=changed), never=NEVER))
        return
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in KEPT)
    for statement in POSTGRESQL:
        op.execute(statement.format(changed=changed, never=NEVER))


def downgrade() -> None:
    """Corrections are gone, and 5 working days of a notice period are 5 calendar days from then on.

    Ends that are set stay; those that are not come earlier than it was announced.
    """
    op.drop_column("ce_claim", "notice_unit")
    op.drop_table("ce_calendar_day")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION ce_calendar_day_never()")
