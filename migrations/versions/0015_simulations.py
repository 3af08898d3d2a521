"""What simulations of rule sets found."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def upgrade() -> None:
    op.create_table(
        "ce_simulation",
        sa.Column("id", KEY, nullable=False),
        sa.Column("version", sa.String(60), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("authority", sa.String(40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(32), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["year"], ["ce_year.year"], name="fk_ce_simulation_year"),
        sa.PrimaryKeyConstraint("id", name="pk_ce_simulation"),
    )
    op.create_index("ix_ce_simulation_of", "ce_simulation", ["authority", "year", "id"])


def downgrade() -> None:
    op.drop_table("ce_simulation")
