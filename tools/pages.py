"""Every page of every role, in one list: what `make pictures`, `make weigh` and the browser tests open.

A place in braces is a claim in that state that the account may see, or a colleague; of simulations there
are those that `tools.simulations` makes. Whoever adds an
address adds a line here; `tests/house/test_pages.py` names the addresses without one.
"""

from __future__ import annotations

import re
from string import Formatter

NOBODY = ""
CLAIMANT = "claimant"
COLLEAGUE = "colleague"
"""Stands in braces for somebody else of the unit that the account reviews for."""

PAGES: dict[str, tuple[str, ...]] = {
    NOBODY: (
        "/login",
        "/help/",
        "/help/states",
        "/help/kinds/training",
        "/help/parts",
        "/providers",
        "/nowhere",
        "/offline",
    ),
    CLAIMANT: (
        "/",
        "/claims/",
        "/claims/new",
        "/claims/new/study_abroad",
        "/claims/new/sector_record",
        "/claims/{draft}",
        "/claims/{draft}/edit",
        "/claims/{returned}",
        "/claims/{rejected}",
        "/claims/{credited}",
        "/claims/{credited}/receipt",
        "/ledger/",
        "/ledger/2019",
        "/password/",
        "/rules/",
        "/rules/chengdu-2019.1",
        "/years/2019",
        "/years/2019/calendar",
        "/desk/",
    ),
    "outsider": ("/claims/new/sector_record",),
    "unit": (
        "/desk/",
        "/desk/{submitted}",
        "/claims/",
        "/claims/{submitted}",
        "/claims/{submitted}/send-back",
        "/claims/{returned}",
        "/roll/",
        "/roll/2019?show=short",
        "/roll/2019/{colleague}/reductions",
    ),
    "sector": ("/desk/", "/roll/", "/claims/{unit_reviewed}", "/claims/{credited}"),
    "district": ("/desk/", "/claims/{appealed}"),
    "city": (
        *("/desk/", "/roll/", "/claims/", "/claims/?q=nobody"),
        *("/rules/", "/rules/chengdu-2019.1", "/rules/new?after=chengdu-2019.1"),
        *("/rules/simulations/1", "/rules/simulations/2", "/rules/simulations/3?again=no"),
        *("/years/", "/years/2019", "/years/2019/calendar", "/years/2099/calendar", "/providers/base-3"),
    ),
    "base": ("/claims/", "/claims/new/public_course"),
    "auditor": ("/trail/", "/trail/?stream=nonsense", "/claims/", "/claims/{revoked}"),
    "admin": ("/people/", "/people/?q=nobody", "/people/new", "/people/1"),
    "security": ("/trail/",),
}
"""By account; the blank one is nobody. Some are refused: that is a page too."""

REFUSED = {(NOBODY, "/nowhere"): 404, (CLAIMANT, "/desk/"): 403, ("auditor", "/trail/?stream=nonsense"): 422}
"""Those that are meant to be refused, and with which status; every other address answers 200."""


def meant(username: str, path: str) -> int:
    """The status with which the address is to answer the account."""
    return REFUSED.get((username, path), 200)


def states_in(path: str) -> set[str]:
    """The states that an address names in braces."""
    return {state for _, state, _, _ in Formatter().parse(path) if state}


def name_of(username: str, path: str) -> str:
    """What a picture of the page is called: `unit-desk`, `claimant-claims-draft-edit`."""
    words = re.findall(r"[a-z0-9]+", path.lower()) or ["home"]
    return "-".join([username or "anybody", *words])
