"""Rule files that lie, at the page: each fault by line with what to write instead, and never a fault of ours."""

from __future__ import annotations

import io
import re

import pytest

from tests.lying import LYING
from tests.web.conftest import page_of

pytestmark = pytest.mark.template("cast")


def test_every_lie_is_answered_with_its_line(client_as):
    """What can be typed is typed, the rest is sent as a file."""
    visitor = client_as("city")
    for place, (name, written) in enumerate(LYING.items()):
        try:
            given = {"text": written.decode()}
        except UnicodeDecodeError:
            given = {"text": "", "file": (io.BytesIO(written), "rules.toml")}
        answer = visitor.send("/rules/new", do=("check", "keep")[place % 2], **given)
        assert answer.status_code in (422, 413), name
        assert re.search(r"Line \d+|Save it as UTF-8|A text may have", page_of(answer).text), name
        assert "<script>alert" not in answer.text, name
