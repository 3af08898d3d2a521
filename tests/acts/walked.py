"""The template "walked": the cast, and two claims in every state, walked there by real acts.

They are patents, so each has an achievement; the first of a state is the claimant's, the second one the outsider's.
"""

from __future__ import annotations

from pathlib import Path

from tests import cast
from tests.acts.city import NOW
from tests.core.states.life import STATES
from tests.databases import SETTINGS, let_go


def fill(url: str, folder: Path) -> None:
    from ce_workflow import create_app

    app = create_app({**SETTINGS, "CE_DATABASE_URL": url, "CE_INSTANCE": str(folder)})
    for state in STATES:
        for by in ("claimant", "outsider"):
            cast.make_claim(app, "patent", state, by, at=NOW)
    let_go(app)
