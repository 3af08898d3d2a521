"""The trail as the auditor and the security officer see it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from ce_workflow.store import trail
from ce_workflow.store.tables import Event, Person
from ce_workflow.web.actions import said
from tests.cast import make_claim
from tests.web.appointing import change
from tests.web.rows import rows

pytestmark = pytest.mark.template("cast")


def words(page):
    return " ".join(page.text.split())


def test_the_auditor_sees_every_stream_the_newest_first(app, client_as):
    claim_id = make_claim(app, state="credited")
    page = client_as("auditor").page("/trail/")
    assert words(page).index("credited the hours") < words(page).index("submitted the claim")
    assert f"/claims/{claim_id}" in page.links


def test_one_stream_is_asked_for_by_its_name(app, client_as):
    first, second = make_claim(app), make_claim(app, by="claimant2")
    page = client_as("auditor").page(f"/trail/?stream=claim:{second}")
    assert f"/claims/{second}" in page.links
    assert f"/claims/{first}" not in page.links


@pytest.mark.parametrize("stream", ["claim", "claim:7'--", "claim:%", "person:x", "x" * 5000, "claim:1\x00", "安全"])
def test_t22_a_stream_that_is_none_is_said_to_be_none(client_as, stream):
    answer = client_as("auditor").get("/trail/", query_string={"stream": stream})
    assert answer.status_code == 422
    assert "in the trail. Choose what it is about" in answer.text or "Write which one" in answer.text
    assert "aria-invalid" in answer.text


def test_what_it_is_about_and_its_number_are_as_good_as_the_name_of_the_stream(app, client_as):
    first, second = make_claim(app), make_claim(app, by="claimant2")
    auditor = client_as("auditor")
    page = auditor.page(f"/trail/?about=claim&number={second}")
    assert f"/claims/{second}" in page.links
    assert f"/claims/{first}" not in page.links
    assert auditor.get("/trail/?about=claim&number=").status_code == 422
    assert auditor.get("/trail/?about=&number=7").status_code == 422
    security = words(auditor.page("/trail/?about=security&number=7"))
    assert "was refused" in security
    assert "submitted the claim" not in security


def test_a_claim_that_the_unit_does_not_review_is_called_so_in_the_trail_too(app, client_as):
    change(app, "chengdu-health", route="sector_only")
    number = make_claim(app)
    page = client_as("auditor").page(f"/trail/?about=claim&number={number}")
    assert "Draft → Waiting for the competent department" in words(page)


def test_the_security_officer_sees_security_alone(app, client_as):
    make_claim(app)
    client_as("claimant").get("/people/")
    page = client_as("security").page("/trail/?stream=claim:1")
    assert "was refused" in page.text
    assert "submitted the claim" not in page.text
    assert "claim:1" not in page.text


def test_the_list_goes_on_by_key(client_as, monkeypatch):
    monkeypatch.setattr(trail, "PAGE", 10)
    visitor = client_as("auditor")
    seen, path = [], "/trail/"
    while path:
        page = visitor.page(path)
        seen.append(page.html.count("<tr>") - 1)
        path = next((link for link in page.links if "before=" in link), "")
        assert len(seen) < 100
    assert set(seen[:-1]) == {10}
    assert len(seen) > 2


@pytest.mark.parametrize("before", ["-1", "x", "", "1e9", "99999999999999999999", "１"])
def test_t40_a_forged_cursor_is_refused(client_as, before):
    assert client_as("auditor").get("/trail/", query_string={"before": before}).status_code == 400


def test_no_name_is_shown(app, client_as):
    make_claim(app, state="credited")
    text = client_as("auditor").page("/trail/").text.split("Events, the newest first")[1]
    assert [name for (name,) in rows(app, select(Person.name)) if name in text] == []


def test_every_action_has_words(app, client_as):
    make_claim(app, state="revoked")
    actions = {action for (action,) in rows(app, select(Event.action).distinct())}
    assert [action for action in actions if said(action).msgid == action] == []
