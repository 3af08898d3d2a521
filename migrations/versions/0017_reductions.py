"""Reductions of what a year asks of a person."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def upgrade() -> None:
    op.create_table(
        "ce_reduction",
        sa.Column("id", KEY, nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("document", sa.String(100), nullable=False),
        sa.Column("decided_by", sa.String(32), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("cancelled_by", sa.String(32), nullable=True),
        sa.Column("cancelled_at", MOMENT, nullable=True),
        sa.Column("cancelled_document", sa.String(100), nullable=True),
        sa.CheckConstraint("from_day <= to_day", name=op.f("ck_ce_reduction_days")),
        sa.CheckConstraint("document <> ''", name=op.f("ck_ce_reduction_document")),
        sa.CheckConstraint(
            "(cancelled_at IS NULL) = (cancelled_by IS NULL) AND (cancelled_at IS NULL) = (cancelled_document IS NULL)",
            name=op.f("ck_ce_reduction_cancelled"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["ce_person.id"], name="fk_ce_reduction_person_id"),
        sa.ForeignKeyConstraint(["year"], ["ce_year.year"], name="fk_ce_reduction_year"),
        sa.ForeignKeyConstraint(["decided_by"], ["ce_person.id"], name="fk_ce_reduction_decided_by"),
        sa.ForeignKeyConstraint(["cancelled_by"], ["ce_person.id"], name="fk_ce_reduction_cancelled_by"),
        sa.PrimaryKeyConstraint("id", name="pk_ce_reduction"),
    )
    op.create_index("ix_ce_reduction_of_person", "ce_reduction", ["person_id", "year"])


def downgrade() -> None:
    op.drop_table("ce_reduction")
