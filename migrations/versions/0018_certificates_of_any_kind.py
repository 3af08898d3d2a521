"""The number of a certificate is known again in a claim of whatever kind."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

EVERY = "certificate:"
CLAIM = sa.table("ce_claim", sa.column("kind", sa.String), sa.column("certificate_key", sa.String))
KEY = CLAIM.c.certificate_key


def upgrade() -> None:
    number = sa.func.substr(KEY, sa.func.length(CLAIM.c.kind) + 2)
    op.execute(sa.update(CLAIM).where(KEY.is_not(None)).values(certificate_key=sa.literal(EVERY) + number))


def downgrade() -> None:
    number = sa.func.substr(KEY, len(EVERY) + 1)
    op.execute(sa.update(CLAIM).where(KEY.is_not(None)).values(certificate_key=CLAIM.c.kind + ":" + number))
