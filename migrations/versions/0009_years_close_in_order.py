"""The closing days of a year, as far as they are given, are in order: filing, deciding, lock.

SQLite has to build the table anew. No view names it and it has no trigger; the themes, whose
years may not be missing for a moment, step aside meanwhile.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NAME = "ck_ce_year_closes_in_order"
IN_ORDER = (
    "filing_closes_on <= deciding_closes_on AND deciding_closes_on <= locked_on AND filing_closes_on <= locked_on"
)

YEAR = sa.Table(
    "ce_year",
    sa.MetaData(),
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
    sa.CheckConstraint("total >= 0 AND public >= 0 AND professional >= 0", name="ck_ce_year_needs"),
    sa.PrimaryKeyConstraint("year", name="pk_ce_year"),
)
"""As it was before."""


THEMES = ("year", "theme", "platform_class")


@contextmanager
def rebuilding() -> Iterator[None]:
    if op.get_bind().dialect.name != "sqlite":
        yield
        return
    themes = sa.table("ce_theme", *map(sa.column, THEMES))
    kept = [dict(row) for row in op.get_bind().execute(sa.select(themes)).mappings()]
    op.execute(themes.delete())
    yield
    op.bulk_insert(themes, kept)


def upgrade() -> None:
    with rebuilding(), op.batch_alter_table("ce_year", copy_from=YEAR) as batch:
        batch.create_check_constraint(op.f(NAME), IN_ORDER)


def downgrade() -> None:
    before = YEAR.to_metadata(sa.MetaData())
    before.append_constraint(sa.CheckConstraint(IN_ORDER, name=NAME))
    with rebuilding(), op.batch_alter_table("ce_year", copy_from=before) as batch:
        batch.drop_constraint(op.f(NAME), type_="check")
