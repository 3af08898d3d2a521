"""A form that is sent twice files once: the claim keeps the key of the form that it came by."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ce_claim", sa.Column("form_key", sa.String(32), nullable=True))
    op.create_index("uq_ce_claim_form_key", "ce_claim", ["form_key"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_ce_claim_form_key", table_name="ce_claim")
    op.drop_column("ce_claim", "form_key")
