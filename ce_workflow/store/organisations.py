"""Queries about organisations for pages that list them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from ce_workflow.store.database import db
from ce_workflow.store.tables import Organisation

MOST = 1000


def bases() -> Sequence[Organisation]:
    """The CE bases and learning platforms, in the order of their codes; base-2 comes before base-10."""
    rows = db.session.scalars(select(Organisation).where(Organisation.kind == "base").limit(MOST)).all()
    return sorted(rows, key=lambda row: (row.code.rstrip("0123456789"), len(row.code), row.code))


def authorities() -> Sequence[Organisation]:
    """Departments, districts, the city bureau and bases, by name: few enough to be chosen from. Units are not."""
    asked = select(Organisation).where(Organisation.kind != "unit").order_by(Organisation.kind, Organisation.name)
    return db.session.scalars(asked.limit(MOST)).all()


def placed(code: str) -> Any:
    """`code`, `kind`, `name` and `district` of an organisation; None where there is none."""
    columns = (Organisation.code, Organisation.kind, Organisation.name, Organisation.district)
    return db.session.execute(select(*columns).where(Organisation.code == code)).first()
