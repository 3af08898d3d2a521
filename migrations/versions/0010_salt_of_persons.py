"""Each person has a salt, under which events commit to name and number."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ce_person", sa.Column("salt", sa.String(length=64), nullable=True))


def downgrade() -> None:
    op.drop_column("ce_person", "salt")
