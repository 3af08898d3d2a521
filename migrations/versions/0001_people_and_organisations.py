"""People, their accounts and roles, organisations, years and themes.

Frozen: a migration imports no table of ours, since those move on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def upgrade() -> None:
    op.create_table(
        "ce_organisation",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("department", sa.String(length=40), nullable=True),
        sa.Column("district", sa.String(length=40), nullable=True),
        sa.Column("sector", sa.String(length=40), nullable=True),
        sa.Column("sort", sa.String(length=40), nullable=True),
        sa.Column("route", sa.String(length=20), nullable=True),
        sa.Column("notice_days", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("learning_address", sa.String(length=300), nullable=True),
        sa.Column("seq", sa.Integer(), server_default="0", nullable=False),
        sa.Column("head", sa.String(length=64), server_default="", nullable=False),
        sa.CheckConstraint(
            "kind IN ('unit','department','district','city','base')", name=op.f("ck_ce_organisation_kind")
        ),
        sa.CheckConstraint("notice_days BETWEEN 0 AND 90", name=op.f("ck_ce_organisation_notice_days")),
        sa.CheckConstraint(
            "route IN ('unit_then_sector','unit_only','sector_only')", name=op.f("ck_ce_organisation_route")
        ),
        sa.ForeignKeyConstraint(["department"], ["ce_organisation.code"], name=op.f("fk_ce_organisation_department")),
        sa.ForeignKeyConstraint(["district"], ["ce_organisation.code"], name=op.f("fk_ce_organisation_district")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_ce_organisation")),
    )

    op.create_table(
        "ce_year",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("public", sa.Integer(), nullable=False),
        sa.Column("professional", sa.Integer(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("filing_closes_on", sa.Date(), nullable=True),
        sa.Column("deciding_closes_on", sa.Date(), nullable=True),
        sa.Column("locked_on", sa.Date(), nullable=True),
        sa.Column("seq", sa.Integer(), server_default="0", nullable=False),
        sa.Column("head", sa.String(length=64), server_default="", nullable=False),
        sa.CheckConstraint("total >= 0 AND public >= 0 AND professional >= 0", name=op.f("ck_ce_year_needs")),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_ce_year")),
    )

    op.create_table(
        "ce_theme",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(length=100), nullable=False),
        sa.Column("platform_class", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["year"], ["ce_year.year"], name=op.f("fk_ce_theme_year")),
        sa.PrimaryKeyConstraint("year", "theme", "platform_class", name=op.f("pk_ce_theme")),
    )

    op.create_table(
        "ce_batch",
        sa.Column("id", KEY, nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("seq", sa.Integer(), server_default="0", nullable=False),
        sa.Column("head", sa.String(length=64), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ce_batch")),
    )

    op.create_table(
        "ce_person",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=True),
        sa.Column("title_level", sa.String(length=20), nullable=True),
        sa.Column("quality_talent", sa.Boolean(), nullable=False),
        sa.Column("id_sealed", sa.Text(), nullable=True),
        sa.Column("id_index", sa.String(length=64), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("seq", sa.Integer(), server_default="0", nullable=False),
        sa.Column("head", sa.String(length=64), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["ce_organisation.code"], name=op.f("fk_ce_person_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ce_person")),
        sa.UniqueConstraint("id_index", name=op.f("uq_ce_person_id_index")),
    )
    op.create_index("ix_ce_person_unit", "ce_person", ["unit"], unique=False)

    op.create_table(
        "ce_person_key",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("wrapped", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["ce_person.id"], name=op.f("fk_ce_person_key_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_ce_person_key")),
    )

    op.create_table(
        "ce_user",
        sa.Column("id", KEY, nullable=False),
        sa.Column("username", sa.String(length=60), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["ce_person.id"], name=op.f("fk_ce_user_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ce_user")),
        sa.UniqueConstraint("username", name=op.f("uq_ce_user_username")),
    )
    op.create_index("ix_ce_user_person_id", "ce_user", ["person_id"], unique=False)

    op.create_table(
        "ce_grant",
        sa.Column("id", KEY, nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("scope", sa.String(length=40), nullable=False),
        sa.Column("valid_from", MOMENT, nullable=False),
        sa.Column("valid_to", MOMENT, nullable=True),
        sa.Column("granted_by", KEY, nullable=True),
        sa.ForeignKeyConstraint(["granted_by"], ["ce_user.id"], name=op.f("fk_ce_grant_granted_by")),
        sa.ForeignKeyConstraint(["person_id"], ["ce_person.id"], name=op.f("fk_ce_grant_person_id")),
        sa.ForeignKeyConstraint(["user_id"], ["ce_user.id"], name=op.f("fk_ce_grant_user_id")),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_ce_grant_validity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ce_grant")),
    )
    op.create_index("ix_ce_grant_of_desk", "ce_grant", ["scope", "role", "person_id"], unique=False)
    op.create_index("ix_ce_grant_of_user", "ce_grant", ["user_id", "role"], unique=False)

    op.create_table(
        "ce_session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", KEY, nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["ce_user.id"], name=op.f("fk_ce_session_user_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_ce_session")),
    )
    op.create_index("ix_ce_session_user_id", "ce_session", ["user_id"], unique=False)

    op.create_table(
        "ce_attempt",
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_ce_attempt")),
    )


def downgrade() -> None:
    for table in (
        "ce_attempt",
        "ce_session",
        "ce_grant",
        "ce_user",
        "ce_person_key",
        "ce_person",
        "ce_batch",
        "ce_theme",
        "ce_year",
        "ce_organisation",
    ):
        op.drop_table(table)
