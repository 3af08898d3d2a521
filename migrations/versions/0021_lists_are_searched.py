"""Claims of a year, and people by their name, without reading them all."""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_ce_claim_of_year", "ce_claim", ["year", "id"])
    op.create_index("ix_ce_person_name", "ce_person", ["name"])


def downgrade() -> None:
    op.drop_index("ix_ce_person_name", table_name="ce_person")
    op.drop_index("ix_ce_claim_of_year", table_name="ce_claim")
