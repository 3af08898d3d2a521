"""Answers made small: text goes over the line as gzip to browsers that take it.

Static files always. A page may carry the token of its forms, and beside it words that
somebody else put into the address: whoever makes a reader's browser ask again and again,
and sees how long the answers are, could guess the token (BREACH). So a page is made
small only if the browser says that our own pages, or the reader's own hand, asked for
it (`Sec-Fetch-Site`); see docs/decisions/0009-compression.md.
"""

from __future__ import annotations

import gzip
from functools import lru_cache

from flask import Flask, Response, request

TEXTS = {
    "text/html",
    "text/css",
    "text/javascript",
    "text/plain",
    "text/csv",
    "application/javascript",
    "application/json",
    "application/manifest+json",
    "image/svg+xml",
}
LEAST = 500
"""Bytes below which nothing is gained."""
LEVEL = 6
OUR_OWN = {"same-origin", "none"}


def open_door(app: Flask) -> None:
    app.after_request(compress)


def compress(answer: Response) -> Response:
    """The same answer, in fewer bytes where that is possible and safe."""
    if answer.mimetype not in TEXTS or answer.status_code in (204, 206, 304) or "Content-Encoding" in answer.headers:
        return answer
    static = request.endpoint == "static"
    answer.vary.add("Accept-Encoding")
    if not static:
        answer.vary.add("Sec-Fetch-Site")
    if not request.accept_encodings["gzip"] or not (static or request.headers.get("Sec-Fetch-Site") in OUR_OWN):
        return answer
    if static:
        answer.direct_passthrough = False
    elif answer.is_streamed:
        return answer
    body = answer.get_data()
    if len(body) >= LEAST:
        answer.set_data(_file(body) if static else gzip.compress(body, LEVEL, mtime=0))
        answer.headers["Content-Encoding"] = "gzip"
        answer.headers.pop("Accept-Ranges", None)
        tag, _ = answer.get_etag()
        if tag:  # the bytes are others now, what they say is the same
            answer.set_etag(tag, weak=True)
    return answer


@lru_cache(maxsize=64)
def _file(body: bytes) -> bytes:
    """Static files are few and asked for often."""
    return gzip.compress(body, 9, mtime=0)
