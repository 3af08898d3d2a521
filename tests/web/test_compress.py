"""Text goes out small to those who take it, unless another site made the browser ask: lengths tell nobody anything."""

from __future__ import annotations

import gzip

import pytest

from tests.cast import make_claim

pytestmark = pytest.mark.template("cast")

TAKES = {"Accept-Encoding": "gzip, deflate, br"}
OWN = TAKES | {"Sec-Fetch-Site": "same-origin"}


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_a_page_that_the_reader_asked_for_is_small_and_the_same(client_as, site):
    client = client_as("claimant")
    whole = client.get("/providers")
    small = client.get("/providers", headers=TAKES | {"Sec-Fetch-Site": site})
    assert small.headers["Content-Encoding"] == "gzip"
    assert len(small.data) < len(whole.data) / 3
    assert "成都市" in gzip.decompress(small.data).decode()
    assert int(small.headers["Content-Length"]) == len(small.data)


@pytest.mark.parametrize("said", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}])
def test_a_page_that_another_site_asked_for_has_its_whole_length(client_as, said):
    answer = client_as("claimant").get("/claims/", headers=TAKES | said)
    assert "Content-Encoding" not in answer.headers
    assert {"Sec-Fetch-Site", "Accept-Encoding", "Cookie"} <= set(answer.headers["Vary"].split(", "))


def test_who_takes_no_gzip_gets_none(client_as):
    for wish in ("", "identity", "gzip;q=0"):
        answer = client_as("claimant").get("/claims/", headers={"Accept-Encoding": wish, "Sec-Fetch-Site": "none"})
        assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize("path", ["/static/ce.css", "/static/frame.css"])
def test_a_static_file_is_small_for_everybody_and_asked_for_once(visitor, path):
    small = visitor.get(path, headers=TAKES)
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == visitor.get(path).data
    assert small.headers["ETag"].startswith("W/")
    again = visitor.get(path, headers=TAKES | {"If-None-Match": small.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""


def test_a_part_of_a_file_is_left_alone(visitor):
    answer = visitor.get("/static/ce.css", headers=TAKES | {"Range": "bytes=0-9"})
    assert answer.status_code == 206
    assert "Content-Encoding" not in answer.headers
    assert len(answer.data) == 10


def test_evidence_and_refusals_come_through(app, client_as):
    claim_id = make_claim(app)
    client = client_as("claimant")
    assert "Content-Encoding" not in client.get(f"/claims/{claim_id}/evidence/1", headers=OWN).headers
    refused = client.get("/nowhere", headers=OWN)
    assert refused.status_code == 404
    assert "<h1" in gzip.decompress(refused.data).decode()
