"""Is the site alive, and is it ready? For those who watch it."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from ce_workflow.store.database import db
from ce_workflow.web.frame import public

PLAIN = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def alive() -> ResponseReturnValue:
    """The process answers; nothing else is asked."""
    return "ok\n", 200, PLAIN


@bp.get("/readyz")
@public
def ready() -> ResponseReturnValue:
    """The database answers, and its tables are there."""
    try:
        db.session.execute(text("SELECT 1 FROM ce_user WHERE id = 0"))
    except SQLAlchemyError:
        db.session.rollback()
        return "not ready: the database does not answer, or has no tables yet\n", 503, PLAIN
    return "ready\n", 200, PLAIN
