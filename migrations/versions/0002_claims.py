"""Claims, what they contain, and their evidence.

Frozen: a migration imports no table of ours, since those move on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def upgrade() -> None:
    op.create_table(
        "ce_claim",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=True),
        sa.Column("department", sa.String(length=40), nullable=True),
        sa.Column("district", sa.String(length=40), nullable=True),
        sa.Column("route", sa.String(length=20), nullable=False),
        sa.Column("notice_days", sa.Integer(), nullable=False),
        sa.Column("desk", sa.String(length=40), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("commitment", sa.String(length=64), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("units_claimed", sa.Integer(), nullable=True),
        sa.Column("units_computed", sa.Integer(), nullable=True),
        sa.Column("units_reviewed", sa.Integer(), nullable=True),
        sa.Column("units_recognised", sa.Integer(), nullable=True),
        sa.Column("achievement_key", sa.String(length=240), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("submitted_at", MOMENT, nullable=True),
        sa.Column("rule_version", sa.String(length=60), nullable=True),
        sa.Column("warnings", sa.Text(), nullable=True),
        sa.Column("filed_by", sa.String(length=32), nullable=False),
        sa.Column("filed_by_org", sa.String(length=40), nullable=True),
        sa.Column("corrects", KEY, nullable=True),
        sa.Column("reviewed_by", sa.String(length=32), nullable=True),
        sa.Column("verified_by", sa.String(length=32), nullable=True),
        sa.Column("appeals", sa.Integer(), nullable=False),
        sa.Column("credit_due_on", sa.Date(), nullable=True),
        sa.Column("credit_entry_id", sa.String(length=80), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("moved_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "(state = 'credited') = (credit_entry_id IS NOT NULL)", name=op.f("ck_ce_claim_credited_by_an_entry")
        ),
        sa.CheckConstraint(
            "NOT (state IN ('submitted','unit_reviewed','appealed')) OR desk IS NOT NULL",
            name=op.f("ck_ce_claim_waits_somewhere"),
        ),
        sa.CheckConstraint(
            "NOT (state IN ('submitted','unit_reviewed','sector_verified','credited','appealed')) OR (submitted_at IS NOT NULL AND year IS NOT NULL AND ended_on IS NOT NULL AND units_claimed > 0)",
            name=op.f("ck_ce_claim_submitted_whole"),
        ),
        sa.CheckConstraint(
            "state <> 'sector_verified' OR verified_by IS NOT NULL", name=op.f("ck_ce_claim_verified_by_somebody")
        ),
        sa.CheckConstraint(
            "state <> 'unit_reviewed' OR reviewed_by IS NOT NULL", name=op.f("ck_ce_claim_reviewed_by_somebody")
        ),
        sa.CheckConstraint(
            "state NOT IN ('credited','revoked') OR units_recognised > 0", name=op.f("ck_ce_claim_recognised_hours")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_ce_claim_version")),
        sa.CheckConstraint("route IN ('unit_then_sector','unit_only','sector_only')", name=op.f("ck_ce_claim_route")),
        sa.CheckConstraint("category IN ('public','professional')", name=op.f("ck_ce_claim_category")),
        sa.ForeignKeyConstraint(["corrects"], ["ce_claim.id"], name=op.f("fk_ce_claim_corrects")),
        sa.ForeignKeyConstraint(["person_id"], ["ce_person.id"], name=op.f("fk_ce_claim_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ce_claim")),
    )
    op.create_index(
        "ix_ce_claim_due",
        "ce_claim",
        ["credit_due_on", "id"],
        unique=False,
        postgresql_where=sa.text("credit_due_on IS NOT NULL"),
        sqlite_where=sa.text("credit_due_on IS NOT NULL"),
    )
    op.create_index("ix_ce_claim_corrects", "ce_claim", ["corrects"], unique=False)
    op.create_index("ix_ce_claim_filed_by_org", "ce_claim", ["filed_by_org", "id"], unique=False)
    op.create_index("ix_ce_claim_of_department", "ce_claim", ["department", "id"], unique=False)
    op.create_index("ix_ce_claim_of_desk", "ce_claim", ["desk", "id"], unique=False)
    op.create_index("ix_ce_claim_of_district", "ce_claim", ["district", "id"], unique=False)
    op.create_index("ix_ce_claim_of_person", "ce_claim", ["person_id", "id"], unique=False)
    op.create_index("ix_ce_claim_of_unit", "ce_claim", ["unit", "id"], unique=False)
    op.create_index(
        "uq_ce_claim_one_rank",
        "ce_claim",
        ["achievement_key", "rank"],
        unique=True,
        postgresql_where=sa.text(
            "achievement_key IS NOT NULL AND state IN ('submitted','unit_reviewed','sector_verified','credited','returned','appealed')"
        ),
        sqlite_where=sa.text(
            "achievement_key IS NOT NULL AND state IN ('submitted','unit_reviewed','sector_verified','credited','returned','appealed')"
        ),
    )
    op.create_index(
        "ix_ce_claim_waiting",
        "ce_claim",
        ["desk", "moved_at", "id"],
        unique=False,
        postgresql_where=sa.text("state IN ('submitted','unit_reviewed','appealed') AND credit_due_on IS NULL"),
        sqlite_where=sa.text("state IN ('submitted','unit_reviewed','appealed') AND credit_due_on IS NULL"),
    )
    op.create_index(
        "uq_ce_claim_one_credit",
        "ce_claim",
        ["person_id", "achievement_key"],
        unique=True,
        postgresql_where=sa.text(
            "achievement_key IS NOT NULL AND state IN ('submitted','unit_reviewed','sector_verified','credited','returned','appealed')"
        ),
        sqlite_where=sa.text(
            "achievement_key IS NOT NULL AND state IN ('submitted','unit_reviewed','sector_verified','credited','returned','appealed')"
        ),
    )

    op.create_table(
        "ce_content",
        sa.Column("claim_id", KEY, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("what", sa.String(length=10), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.Column("commitment", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["ce_claim.id"], name=op.f("fk_ce_content_claim_id")),
        sa.CheckConstraint("what IN ('content','note')", name=op.f("ck_ce_content_what")),
        sa.PrimaryKeyConstraint("claim_id", "version", "what", name=op.f("pk_ce_content")),
    )

    op.create_table(
        "ce_evidence",
        sa.Column("id", KEY, nullable=False),
        sa.Column("claim_id", KEY, nullable=False),
        sa.Column("piece", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("original_sha256", sa.String(length=64), nullable=False),
        sa.Column("blob", sa.String(length=80), nullable=False),
        sa.Column("blob_present", sa.Boolean(), server_default=sa.text("(true)"), nullable=False),
        sa.Column("added_version", sa.Integer(), nullable=False),
        sa.Column("dropped_version", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["ce_claim.id"], name=op.f("fk_ce_evidence_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ce_evidence")),
    )
    op.create_index("ix_ce_evidence_of_claim", "ce_evidence", ["claim_id", "id"], unique=False)
    op.create_index("ix_ce_evidence_original_sha256", "ce_evidence", ["original_sha256"], unique=False)


def downgrade() -> None:
    for table in ("ce_evidence", "ce_content", "ce_claim"):
        op.drop_table(table)
