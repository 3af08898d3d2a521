"""No connection: a page that a small worker in the browser keeps, and shows where none can be fetched.

The worker keeps that page with its styles and its script, and nothing else: what was fetched for a
reader stays with nobody.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, current_app, render_template, send_from_directory
from werkzeug.wrappers import Response

from ce_workflow.web.frame import public
from ce_workflow.web.language import language

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
    return f"/sw.js?v={_digest(language(), str(current_app.static_folder))}&language={language()}"


@lru_cache(maxsize=8)
def _digest(_language: str, static: str) -> str:
    """Of the page that is kept, in which the addresses of its pieces carry their own digests, and of the worker."""
    page = render_template("errors/offline.html")
    return hashlib.sha256(page.encode() + Path(static, "sw.js").read_bytes()).hexdigest()[:12]
