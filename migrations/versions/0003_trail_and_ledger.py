"""Events that are only ever added, the queue for their seal, the ledger and its balance.

Frozen: a migration imports no table of ours, since those move on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")


def upgrade() -> None:
    op.create_table(
        "ce_event",
        sa.Column("id", KEY, nullable=False),
        sa.Column("stream", sa.String(length=60), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("from_state", sa.String(length=20), nullable=True),
        sa.Column("to_state", sa.String(length=20), nullable=True),
        sa.Column("actor_person_id", sa.String(length=32), nullable=True),
        sa.Column("actor_role", sa.String(length=20), nullable=False),
        sa.Column("actor_org", sa.String(length=40), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("request_id", sa.String(length=80), nullable=False),
        sa.Column("prev_hash", sa.String(length=64), nullable=True),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ce_event")),
        sa.UniqueConstraint("stream", "prev_hash", name=op.f("uq_ce_event_stream_prev_hash")),
        sa.UniqueConstraint("stream", "seq", name=op.f("uq_ce_event_stream_seq")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_ce_event_security",
        "ce_event",
        ["stream", "id"],
        unique=False,
        postgresql_where=sa.text("seq IS NULL"),
        sqlite_where=sa.text("seq IS NULL"),
    )

    op.create_table(
        "ce_event_queue",
        sa.Column("event_id", KEY, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["ce_event.id"], name=op.f("fk_ce_event_queue_event_id")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_ce_event_queue")),
    )

    op.create_table(
        "ce_ledger",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("tx_id", sa.String(length=70), nullable=False),
        sa.Column("account", sa.String(length=60), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("claim_id", KEY, nullable=True),
        sa.Column("reverses_id", sa.String(length=80), nullable=True),
        sa.Column("rule_version", sa.String(length=60), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("units <> 0", name=op.f("ck_ce_ledger_units")),
        sa.CheckConstraint("(person_id IS NULL) = (account LIKE 'recognised:%')", name=op.f("ck_ce_ledger_whose")),
        sa.ForeignKeyConstraint(["claim_id"], ["ce_claim.id"], name=op.f("fk_ce_ledger_claim_id")),
        sa.ForeignKeyConstraint(["person_id"], ["ce_person.id"], name=op.f("fk_ce_ledger_person_id")),
        sa.ForeignKeyConstraint(["reverses_id"], ["ce_ledger.id"], name=op.f("fk_ce_ledger_reverses_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ce_ledger")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_ce_ledger_reverses_id")),
    )
    op.create_index("ix_ce_ledger_claim_id", "ce_ledger", ["claim_id"], unique=False)
    op.create_index("ix_ce_ledger_of_person", "ce_ledger", ["person_id", "year", "at"], unique=False)
    op.create_index("ix_ce_ledger_tx_id", "ce_ledger", ["tx_id"], unique=False)

    op.create_table(
        "ce_balance",
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.CheckConstraint("units >= 0", name=op.f("ck_ce_balance_units")),
        sa.ForeignKeyConstraint(["person_id"], ["ce_person.id"], name=op.f("fk_ce_balance_person_id")),
        sa.PrimaryKeyConstraint("person_id", "year", "category", name=op.f("pk_ce_balance")),
    )


def downgrade() -> None:
    for table in ("ce_balance", "ce_ledger", "ce_event_queue", "ce_event"):
        op.drop_table(table)
