"""The numbers of certificates of public courses that were filed before they were kept apart."""

import json
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

LONGEST = 200
CLAIM = sa.table("ce_claim", sa.column("id"), sa.column("kind"), sa.column("fields"), sa.column("certificate_key"))


def upgrade() -> None:
    bind = op.get_bind()
    rows = bind.execute(sa.select(CLAIM.c.id, CLAIM.c.fields).where(CLAIM.c.kind == "public_course")).all()
    for claim_id, fields in rows:
        number = str(json.loads(fields).get("certificate_number", ""))
        core = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", number).upper()))
        if 0 < len(core) <= LONGEST:
            found = sa.update(CLAIM).where(CLAIM.c.id == claim_id).values(certificate_key=f"public_course:{core}")
            bind.execute(found)


def downgrade() -> None:
    op.execute(sa.update(CLAIM).values(certificate_key=None))
