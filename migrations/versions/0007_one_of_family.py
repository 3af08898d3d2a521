"""Of the claims that correct each other one at most is live: held by the database too."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LIVE = sa.text("state IN ('submitted','unit_reviewed','sector_verified','credited','returned','appealed')")
INDEX = "uq_ce_claim_one_of_family"
FAMILIES = """
    WITH RECURSIVE line(id, family) AS (
        SELECT id, id FROM ce_claim WHERE corrects IS NULL
        UNION ALL SELECT c.id, line.family FROM ce_claim c JOIN line ON c.corrects = line.id
    ) UPDATE ce_claim SET family = (SELECT line.family FROM line WHERE line.id = ce_claim.id)"""


def upgrade() -> None:
    # A default makes the column NOT NULL without rebuilding the table, on which views and triggers stand.
    op.add_column("ce_claim", sa.Column("family", KEY, nullable=False, server_default="0"))
    op.execute(FAMILIES)
    op.create_index(INDEX, "ce_claim", ["family"], unique=True, postgresql_where=LIVE, sqlite_where=LIVE)


def downgrade() -> None:
    op.drop_index(INDEX, table_name="ce_claim")
    op.drop_column("ce_claim", "family")
