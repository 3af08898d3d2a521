"""The public directory of CE bases and learning platforms."""

from __future__ import annotations

from flask import Blueprint, render_template

from ce_workflow import clock
from ce_workflow.store import organisations
from ce_workflow.web.frame import public

bp = Blueprint("providers", __name__)


@bp.get("/providers")
@public
def index() -> str:
    """Who may teach, until when their evaluation holds, and where their courses are."""
    return render_template(
        "providers.html", bases=organisations.bases(), today=clock.day_of(clock.now()), link=safe_link
    )


def safe_link(address: str | None) -> str | None:
    """The address if it leads to a web page; anything else is shown as text, not as a link."""
    return address if address and address.lower().startswith(("https://", "http://")) else None
