"""The worker that answers when there is no connection, and the page that it keeps."""

from __future__ import annotations

import re

import pytest

from ce_workflow.web.language import COOKIE

pytestmark = pytest.mark.template("cast")


def test_every_page_names_the_worker_in_the_readers_language(visitor):
    assert re.search(r'data-offline="/sw\.js\?v=[0-9a-f]{12}&amp;language=en"', visitor.page("/help/").html)
    visitor.delete_cookie(COOKIE)
    assert "language=zh_CN" in visitor.page("/help/").html


def test_the_worker_may_answer_for_every_page_and_is_asked_for_anew_each_time(visitor):
    answer = visitor.get("/sw.js?v=anything&language=en")
    assert (answer.status_code, answer.mimetype) == (200, "text/javascript")
    assert answer.headers["Service-Worker-Allowed"] == "/"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]


def test_what_it_keeps_names_nobody_and_carries_no_token(client_as):
    page = client_as("claimant").page("/offline")
    assert page.headings == ["No connection"]
    assert page.forms == []
    assert "闫斌静" not in page.html


def test_the_page_is_said_in_the_readers_language(visitor):
    assert visitor.page("/offline").lang == "en"
    visitor.delete_cookie(COOKIE)
    assert visitor.page("/offline").headings == ["没有网络连接"]
