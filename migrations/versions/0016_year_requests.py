"""Requests to reopen a year."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ce_year_request",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("asked_by", sa.String(32), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("salt", sa.String(64), nullable=False),
        sa.Column("filing_closes_on", sa.Date(), nullable=True),
        sa.Column("deciding_closes_on", sa.Date(), nullable=True),
        sa.Column("locked_on", sa.Date(), nullable=True),
        sa.CheckConstraint("state IN ('asked','confirmed','dropped')", name=op.f("ck_ce_year_request_state")),
        sa.ForeignKeyConstraint(["year"], ["ce_year.year"], name=op.f("fk_ce_year_request_year")),
        sa.PrimaryKeyConstraint("year", "number", name=op.f("pk_ce_year_request")),
    )
    asked = sa.text("state = 'asked'")
    op.create_index(
        "uq_ce_year_request_asked",
        "ce_year_request",
        ["year"],
        unique=True,
        postgresql_where=asked,
        sqlite_where=asked,
    )


def downgrade() -> None:
    op.drop_table("ce_year_request")
