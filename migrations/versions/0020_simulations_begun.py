"""A simulation has its row from the beginning: how far it is, and its result once there is one."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.String(27), "sqlite")
UNDER_WAY = sa.text("ticked_at IS NOT NULL")
INDEX = "uq_ce_simulation_under_way"


def upgrade() -> None:
    with op.batch_alter_table("ce_simulation") as table:
        table.alter_column("result", existing_type=sa.Text(), nullable=True)
        table.add_column(sa.Column("total", sa.Integer(), nullable=True))
        table.add_column(sa.Column("done", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("ticked_at", MOMENT, nullable=True))
        table.create_check_constraint(op.f("ck_ce_simulation_ended"), "result IS NULL OR ticked_at IS NULL")
    op.create_index(
        INDEX, "ce_simulation", ["authority"], unique=True, postgresql_where=UNDER_WAY, sqlite_where=UNDER_WAY
    )


def downgrade() -> None:
    """Refused while simulations without a result are there: events name them, and the column could not hold them."""
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM ce_simulation WHERE result IS NULL")):
        raise RuntimeError("ce_simulation has rows without a result, which events name: this cannot be taken back")
    op.drop_index(INDEX, table_name="ce_simulation")
    with op.batch_alter_table("ce_simulation") as table:
        table.drop_constraint(op.f("ck_ce_simulation_ended"), type_="check")
        for name in ("ticked_at", "done", "total"):
            table.drop_column(name)
        table.alter_column("result", existing_type=sa.Text(), nullable=False)
