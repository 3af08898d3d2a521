"""The life of a claim, written down a second time.

Nothing here is read off the code: the tests hold `states/steps.py` to this page. A row
says from where a step leads where, who takes it, and on which routes. `u` is
unit_then_sector, `o` unit_only, `s` sector_only.
"""

from __future__ import annotations

from typing import NamedTuple

STATES = (
    "draft", "submitted", "unit_reviewed", "sector_verified", "credited",
    "returned", "rejected", "withdrawn", "appealed", "revoked",
)  # fmt: skip
STEPS = (
    "create", "edit", "submit", "review", "verify", "credit", "send_back", "reject",
    "withdraw", "reroute", "revoke", "appeal", "uphold", "overturn",
)  # fmt: skip
ROLES = (
    "claimant", "reviewer", "verifier", "district", "city", "base", "auditor", "admin", "security", "system",
)  # fmt: skip
ROUTES = {"u": "unit_then_sector", "o": "unit_only", "s": "sector_only"}

_FILING = "claimant base reviewer verifier"
_SECTOR = "verifier district city"

_LIFE = f"""
create    | -               | draft           | {_FILING}        | uos
edit      | draft           | draft           | {_FILING}        | uos
edit      | returned        | returned        | {_FILING}        | uos
submit    | draft           | submitted       | {_FILING}        | uos
submit    | returned        | submitted       | {_FILING}        | uos
review    | submitted       | unit_reviewed   | reviewer         | uo
verify    | submitted       | sector_verified | {_SECTOR}        | s
verify    | unit_reviewed   | sector_verified | {_SECTOR}        | us
credit    | sector_verified | credited        | system           | us
credit    | unit_reviewed   | credited        | system           | o
send_back | submitted       | returned        | reviewer         | uo
send_back | submitted       | returned        | {_SECTOR}        | s
send_back | unit_reviewed   | returned        | {_SECTOR}        | us
send_back | unit_reviewed   | returned        | reviewer         | o
send_back | sector_verified | returned        | {_SECTOR}        | uos
reject    | submitted       | rejected        | reviewer         | uo
reject    | submitted       | rejected        | {_SECTOR}        | s
reject    | unit_reviewed   | rejected        | {_SECTOR}        | us
reject    | unit_reviewed   | rejected        | reviewer         | o
reject    | sector_verified | rejected        | {_SECTOR}        | uos
withdraw  | draft           | withdrawn       | claimant system  | uos
withdraw  | submitted       | withdrawn       | claimant system  | uos
withdraw  | unit_reviewed   | withdrawn       | claimant system  | uos
withdraw  | returned        | withdrawn       | claimant system  | uos
reroute   | submitted       | submitted       | system           | uos
reroute   | unit_reviewed   | unit_reviewed   | system           | uos
reroute   | appealed        | appealed        | system           | uos
revoke    | credited        | revoked         | {_SECTOR}        | uos
appeal    | rejected        | appealed        | claimant         | uos
appeal    | revoked         | appealed        | claimant         | uos
uphold    | appealed        | rejected        | district city    | uos
overturn  | appealed        | submitted       | district city    | uos
"""


class Cell(NamedTuple):
    """A step that there is, out of one state on one route."""

    target: str
    roles: frozenset[str]


def _cells() -> dict[tuple[str, str | None, str], Cell]:
    found = {}
    for line in _LIFE.strip().splitlines():
        step, source, target, roles, routes = (part.strip() for part in line.split("|"))
        for letter in routes:
            key = (step, None if source == "-" else source, ROUTES[letter])
            assert key not in found, key
            found[key] = Cell(target, frozenset(roles.split()))
    return found


CELLS = _cells()
"""(step, from, route) -> the cell; what is not here does not exist."""
