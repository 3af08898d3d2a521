"""The reader's language: Chinese unless somebody asks for English, and then it stays.

What the browser prefers is not asked: most browsers of public offices say English
without their reader's knowledge.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Flask, current_app, redirect, request
from flask_babel import Babel, get_locale
from werkzeug.wrappers import Response

from ce_workflow.web.declare import public
from ce_workflow.web.local_path import local_path

COOKIE = "ce_language"
A_YEAR = 365 * 24 * 60 * 60
NAMES = {"zh_CN": "中文", "en": "English"}
TAGS = {"zh_CN": "zh-CN", "en": "en"}

bp = Blueprint("language", __name__)


def open_door(app: Flask) -> None:
    Babel(app, locale_selector=language)
    app.jinja_env.globals.update(languages=NAMES, language_tags=TAGS, language=language, get_locale=get_locale)
    app.register_blueprint(bp)


def language() -> str:
    """The language of this request."""
    known: tuple[str, ...] = current_app.config["LANGUAGES"]
    wanted = request.cookies.get(COOKIE, "") if request else ""
    return wanted if wanted in known else known[0]


@bp.post("/language")
@public
def change() -> Response:
    """Keep the language that was chosen for a year, logged in or not."""
    answer = redirect(local_path(request.form.get("next") or _came_from()), 303)
    wanted = request.form.get("language", "")
    if wanted in current_app.config["LANGUAGES"]:
        answer.set_cookie(
            COOKIE,
            wanted,
            max_age=A_YEAR,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
    return answer


def _came_from() -> str:
    """The path of the page before; pages of errors do not name their own."""
    page = urlsplit(request.referrer or "")
    return page.path if page.netloc == request.host else ""
