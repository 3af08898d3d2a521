"""The headers of every answer, errors and static files too: what a browser may do with it."""

from __future__ import annotations

from flask import Flask, Response, current_app, request

from ce_workflow.web.declare import PUBLIC, roles_of

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; frame-src 'self'; object-src 'none'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
TWO_YEARS = "max-age=63072000; includeSubDomains"


def open_door(app: Flask) -> None:
    app.after_request(dress)


def dress(answer: Response) -> Response:
    """Add what the view has not said itself. A page for one reader is kept by nobody."""
    for name, text in ALWAYS.items():
        answer.headers.setdefault(name, text)
    if current_app.config["CE_ENV"] == "production":
        answer.headers.setdefault("Strict-Transport-Security", TWO_YEARS)
    if request.endpoint == "static" and answer.status_code < 400:
        if "v" in request.args:  # the address names the content's digest, so it never grows old
            answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return answer
    answer.vary.add("Cookie")
    answer.headers.setdefault("Cache-Control", "private, no-cache" if _is_public(answer) else "no-store")
    return answer


def _is_public(answer: Response) -> bool:
    """A page that shows everybody the same, to somebody who has not logged in."""
    view = current_app.view_functions.get(request.endpoint or "")
    logged_in = request.cookies.get(current_app.config["SESSION_COOKIE_NAME"])
    return answer.status_code == 200 and not logged_in and roles_of(view) == {PUBLIC} and request.method == "GET"
