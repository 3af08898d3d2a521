"""What hours depend on beside the answers is kept with a claim: the level of the title, working days counted."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ce_claim", sa.Column("told", sa.Text(), nullable=True))


def downgrade() -> None:
    """Claims are counted by the calendar and the title of the day again; their events say what is no longer kept."""
    op.drop_column("ce_claim", "told")
