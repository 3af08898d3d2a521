"""What hours depend on beside the answers and would not be found again: kept with a claim when it is submitted.

The level of the title, where the way asks for it, and the working days that its measures counted. Where neither
has a say nothing is kept, nor is it of claims that were submitted before it was.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from ce_workflow.rules.sets.facts import COUNTED, LEVEL, asks_for_level
from ce_workflow.rules.sets.shape import WORKING_DAYS, Way
from ce_workflow.rules.sets.trace import Facts


def pack(way: Way, known: Facts) -> str | None:
    """As it is kept beside a claim, of the facts that its hours were worked out from."""
    found: dict[str, Any] = {LEVEL: known.get(LEVEL)} if asks_for_level(way) else {}
    measured = [name for name, measure in way.measures.items() if measure.unit == WORKING_DAYS and name in known]
    if measured:
        found["counted"] = {name: f"{known[name]:f}" for name in measured}
    return json.dumps(found, sort_keys=True) if found else None


def unpack(kept: str) -> dict[str, Any]:
    """What `pack` made of it, as facts to tell a rule set."""
    found: dict[str, Any] = json.loads(kept)
    counted = {name: Decimal(days) for name, days in found.pop("counted", {}).items()}
    return found | {COUNTED: counted}
