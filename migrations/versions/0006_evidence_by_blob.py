"""Evidence found by its blob, so that files that belong to no claim can be told apart."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_ce_evidence_blob", "ce_evidence", ["blob"])


def downgrade() -> None:
    op.drop_index("ix_ce_evidence_blob", table_name="ce_evidence")
