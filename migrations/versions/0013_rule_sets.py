"""Rule sets by version; what caps had left beside a claim, and the number of its certificate."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

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
        sa.CheckConstraint("state IN ('draft','published','replaced')", name="ck_ce_rule_set_state"),
        sa.CheckConstraint("(state = 'draft') = (published_at IS NULL)", name="ck_ce_rule_set_published_at_some_time"),
        sa.CheckConstraint("(state = 'replaced') = (replaced_by IS NOT NULL)", name="ck_ce_rule_set_replaced_by_one"),
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
    op.add_column("ce_claim", sa.Column("used", sa.Text(), nullable=True))
    op.add_column("ce_claim", sa.Column("certificate_key", sa.String(240), nullable=True))
    op.create_index("ix_ce_claim_certificate", "ce_claim", ["certificate_key"])


def downgrade() -> None:
    op.drop_index("ix_ce_claim_certificate", table_name="ce_claim")
    op.drop_column("ce_claim", "certificate_key")
    op.drop_column("ce_claim", "used")
    op.drop_table("ce_rule_set")
