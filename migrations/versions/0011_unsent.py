"""What was typed into a form and not sent yet, kept for the account that typed it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def upgrade() -> None:
    op.create_table(
        "ce_unsent",
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("form", sa.String(40), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["ce_user.id"], name="fk_ce_unsent_user_id"),
        sa.PrimaryKeyConstraint("user_id", "form", name="pk_ce_unsent"),
    )


def downgrade() -> None:
    op.drop_table("ce_unsent")
