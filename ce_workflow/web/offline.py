"""No connection: a page that a small worker in the browser keeps, and shows where none can be fetched.

The worker keeps that page and its styles and nothing else: what was fetched for a reader stays with nobody.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, current_app, render_template, send_from_directory
from werkzeug.wrappers import Response

from ce_workflow.web.frame import public
from ce_workflow.web.language import language

KEPT = ("static/sw.js", "static/ce.css", "static/forms.css", "static/parts.css", "templates/errors/offline.html")
"""What the worker keeps follows from these: when one changes, browsers fetch it anew."""

bp = Blueprint("offline", __name__)
bp.record(lambda state: state.app.jinja_env.globals.update(worker=worker))


@bp.get("/offline")
@public
def show() -> str:
    """The page that stands for all others while there is no connection: it names nobody, and nothing is asked of it."""
    return render_template("errors/offline.html")


@bp.get("/sw.js")
@public
def script() -> Response:
    """The worker, under an address from which it may answer for every page."""
    answer = send_from_directory(str(current_app.static_folder), "sw.js", mimetype="text/javascript", max_age=0)
    answer.headers["Service-Worker-Allowed"] = "/"
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def worker() -> str:
    """The address of the worker, another one for each language and whenever what it keeps has changed."""
    return f"/sw.js?v={_digest(str(Path(current_app.root_path).parent))}&language={language()}"


@lru_cache(maxsize=4)
def _digest(root: str) -> str:
    return hashlib.sha256(b"".join(Path(root, name).read_bytes() for name in KEPT)).hexdigest()[:12]
