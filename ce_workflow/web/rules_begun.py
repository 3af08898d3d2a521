"""What the form for a new rule set begins with: its head as it would be right, and a line as an example."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from ce_workflow.people.actor import Actor
from ce_workflow.store import rule_sets
from ce_workflow.store.organisations import placed
from ce_workflow.store.tables.rule_sets import DRAFT

BEGUN = """\
authority = "{code}"
year = {year}
version = {version}
title = {{ zh = "{name}", en = "{code}" }}
in_force_from = {day}
{inherits}

[documents]
measures = "…"

# [ways.training]
# [[ways.training.base]]
# id = "class_hours"
# hours = 1
# for_each = "class_hours"
# at_most = 8
# at_most_for_each = "days"
# basis = "measures 第三条"
"""


def next_version(row: Any) -> str:
    """The text to go on from: a draft as it is, a published set under the next number of its authority and year."""
    if row.state == DRAFT:
        return str(row.text)
    number = rule_sets.last_number(row.authority, row.year) + 1
    return re.sub(r"(?m)^version *= *\d+", f"version = {number}", row.text, count=1)


def beginning(actor: Actor, today: date) -> str:
    """For the authority that the reader acts for, over the set that speaks for it now."""
    code = actor.scopes[0] if actor.scopes else ""
    own = placed(code)
    wider = rule_sets.for_claim((own.district if own else None,), today.year, today)
    inherits = f'inherits = "{wider.authority}-{wider.year}"' if wider and wider.authority != code else ""
    version = max(rule_sets.last_number(code, today.year), 0) + 1
    name = own.name if own else code
    return BEGUN.format(
        code=code, name=name, year=today.year, version=version, day=today.isoformat(), inherits=inherits
    )
