"""Rule sets by version; what caps had left beside a claim, and the number of its certificate."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# What a published version says; it only ever becomes replaced, and events go on.
KEPT = (
    *("version", "authority", "year", "text", "digest", "parent", "in_force_from", "in_force_to"),
    *("published_at", "published_by"),
)
NEVER = "ce_rule_set: a published version is never changed and never deleted"

# REPLACE deletes without firing the trigger of DELETE where a connection has recursive_triggers off.
SQLITE = {
    "UPDATE": "OLD.state <> 'draft' AND ({changed} OR NOT (NEW.state = OLD.state AND NEW.replaced_by IS OLD.replaced_by"
    " OR OLD.state = 'published' AND NEW.state = 'replaced'))"
    " OR OLD.state = 'draft' AND (NEW.version <> OLD.version OR NEW.state = 'published' AND EXISTS (SELECT 1"
    " FROM ce_rule_set o WHERE o.state = 'published' AND o.authority = NEW.authority AND o.year = NEW.year))",
    "DELETE": "OLD.state <> 'draft'",
    "INSERT": "EXISTS (SELECT 1 FROM ce_rule_set o WHERE o.state <> 'draft' AND (o.version = NEW.version"
    " OR NEW.state = 'published' AND o.state = 'published' AND o.authority = NEW.authority AND o.year = NEW.year))",
}
SQLITE_TRIGGER = """
CREATE TRIGGER ce_rule_set_{verb}_never BEFORE {verb} ON ce_rule_set WHEN {when}
BEGIN SELECT RAISE(ABORT, '{never}'); END
"""

POSTGRESQL = (
    """
CREATE FUNCTION ce_rule_set_never() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN RAISE EXCEPTION '{never}'; END IF;
    IF OLD.state = 'draft' THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        IF NEW.version <> OLD.version THEN RAISE EXCEPTION '{never}'; END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' OR {changed} OR NOT (NEW.state = OLD.state AND NEW.replaced_by IS NOT DISTINCT FROM
        OLD.replaced_by OR OLD.state = 'published' AND NEW.state = 'replaced') THEN RAISE EXCEPTION '{never}'; END IF;
    RETURN NEW;
END $$
""",
    """
CREATE TRIGGER ce_rule_set_never BEFORE UPDATE OR DELETE ON ce_rule_set
FOR EACH ROW EXECUTE FUNCTION ce_rule_set_never()
""",
    """
CREATE TRIGGER ce_rule_set_never_all BEFORE TRUNCATE ON ce_rule_set
FOR EACH STATEMENT EXECUTE FUNCTION ce_rule_set_never()
""",
    # even for a session that plays the part of a replica
    "ALTER TABLE ce_rule_set ENABLE ALWAYS TRIGGER ce_rule_set_never",
    "ALTER TABLE ce_rule_set ENABLE ALWAYS TRIGGER ce_rule_set_never_all",
)

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def upgrade() -> None:
    op.create_table(
        "ce_rule_set",
        sa.Column("version", sa.String(60), nullable=False),
        sa.Column("authority", sa.String(40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("parent", sa.String(60), nullable=True),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("in_force_to", sa.Date(), nullable=True),
        sa.Column("published_at", MOMENT, nullable=True),
        sa.Column("published_by", sa.String(32), nullable=True),
        sa.Column("replaced_by", sa.String(60), nullable=True),
        sa.Column("seq", sa.Integer(), server_default="0", nullable=False),
        sa.Column("head", sa.String(64), server_default="", nullable=False),
        sa.CheckConstraint("state IN ('draft','published','replaced')", name=op.f("ck_ce_rule_set_state")),
        sa.CheckConstraint(
            "(state = 'draft') = (published_at IS NULL)", name=op.f("ck_ce_rule_set_published_at_some_time")
        ),
        sa.CheckConstraint(
            "(state = 'replaced') = (replaced_by IS NOT NULL)", name=op.f("ck_ce_rule_set_replaced_by_one")
        ),
        sa.ForeignKeyConstraint(["authority"], ["ce_organisation.code"], name="fk_ce_rule_set_authority"),
        sa.ForeignKeyConstraint(["parent"], ["ce_rule_set.version"], name="fk_ce_rule_set_parent"),
        sa.ForeignKeyConstraint(["replaced_by"], ["ce_rule_set.version"], name="fk_ce_rule_set_replaced_by"),
        sa.PrimaryKeyConstraint("version", name="pk_ce_rule_set"),
    )
    published = sa.text("state = 'published'")
    op.create_index(
        "uq_ce_rule_set_in_force",
        "ce_rule_set",
        ["authority", "year"],
        unique=True,
        postgresql_where=published,
        sqlite_where=published,
    )
    _keep_what_is_published()
    op.add_column("ce_claim", sa.Column("used", sa.Text(), nullable=True))
    op.add_column("ce_claim", sa.Column("certificate_key", sa.String(240), nullable=True))
    op.create_index("ix_ce_claim_certificate", "ce_claim", ["certificate_key"])


def _keep_what_is_published() -> None:
    if op.get_bind().dialect.name == "sqlite":
        changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in KEPT)
        for verb, when in SQLITE.items():
            op.execute(SQLITE_TRIGGER.format(verb=verb, when=when.format(changed=changed), never=NEVER))
        return
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in KEPT)
    for statement in POSTGRESQL:
        op.execute(statement.format(changed=changed, never=NEVER))


def downgrade() -> None:
    op.drop_index("ix_ce_claim_certificate", table_name="ce_claim")
    op.drop_column("ce_claim", "certificate_key")
    op.drop_column("ce_claim", "used")
    op.drop_table("ce_rule_set")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION ce_rule_set_never()")
