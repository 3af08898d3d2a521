"""A file of evidence says how many pages it has; of those that are there already nobody knows."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ce_evidence", sa.Column("pages", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("ce_evidence", "pages")
