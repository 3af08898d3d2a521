"""A rule set tried on the claims of its year, on the web: by those whose rules they are, without any claim changing."""

from __future__ import annotations

import pytest

from ce_workflow.web import simulations
from ce_workflow.web.language import COOKIE
from tests import cast
from tests.acts.rules import HEALTH, city_text
from tests.cli.typed import done
from tests.web.books import books, refusals

pytestmark = pytest.mark.template("cast")


@pytest.fixture(autouse=True)
def at_once(app, monkeypatch):
    """What a process of its own would do is done before the page answers (test_simulations_begun has the process)."""
    monkeypatch.setattr(simulations, "start", lambda *words: done(app, *words))


DRAFT = "/rules/chengdu-2019.2"


def stricter(version=2):
    return city_text(version).replace("at_most = 6", "at_most = 4", 1)


def drafted(visitor, text):
    assert visitor.send("/rules/new", text=text, do="keep").status_code == 303


def tried(visitor, version="/rules/chengdu-2019.2"):
    return visitor.send(version, to=f"{version}/simulate")


def test_a_draft_is_tried_and_the_result_is_shown(app, client_as):
    claim_id = cast.make_claim(app, state="credited")
    visitor = client_as("city")
    drafted(visitor, stricter())
    before = books(app)
    answer = tried(visitor)
    assert (answer.status_code, answer.location) == (303, "/rules/simulations/1")
    after = books(app)
    assert after.pop("events") == before.pop("events") + 2
    assert after == before
    page = visitor.page("/rules/simulations/1")
    text = " ".join(page.text.split())
    assert "chengdu-2019.2 tried on the claims of 2019" in text
    assert "No claim has changed." in text
    assert f"Claim {claim_id}" in text
    assert "credited 18, tried 12" in text
    assert "At most 4 for each of 3: Days" in text
    assert "示例001医院" not in text
    assert ("Health" in text, "health " in text) == (True, False)
    assert f"/claims/{claim_id}" in page.links
    assert "/rules/simulations/1" in visitor.page(DRAFT).links


def test_what_is_published_is_tried_too(app, client_as):
    cast.make_claim(app, state="credited")
    visitor = client_as("city")
    assert tried(visitor, "/rules/chengdu-2019.1").status_code == 303
    assert "Unchanged" in visitor.page("/rules/simulations/1").text


def test_two_results_stand_side_by_side(app, client_as):
    cast.make_claim(app, state="credited")
    visitor = client_as("city")
    drafted(visitor, stricter())
    tried(visitor, "/rules/chengdu-2019.1")
    tried(visitor)
    page = visitor.page("/rules/simulations/2?with=1")
    assert "chengdu-2019.1, " in page.text
    assert page.text.count("Hours after, compared") >= 4
    for strange in ("with=99", "with=99999999999999999999"):
        assert visitor.get(f"/rules/simulations/2?{strange}").status_code == 404
    assert visitor.get("/rules/simulations/2?with=x").status_code == 200


def test_results_of_other_rules_are_not_compared(client_as):
    city, sector = client_as("city"), client_as("sector")
    drafted(sector, HEALTH)
    tried(city, "/rules/chengdu-2019.1")
    tried(sector, "/rules/chengdu-health-2019.1")
    assert city.get("/rules/simulations/2?with=1").status_code == 404


def test_a_claim_is_linked_for_who_reaches_it_alone(app, client_as):
    claim_id = cast.make_claim(app, state="credited")
    city = client_as("city")
    drafted(city, stricter())
    tried(city)
    assert f"/claims/{claim_id}" in client_as("sector").page("/rules/simulations/1").links
    page = client_as("sector-b").page("/rules/simulations/1")
    assert f"Claim {claim_id}" in page.text
    assert f"/claims/{claim_id}" not in page.links


@pytest.mark.parametrize("who", ["claimant", "unit", "auditor", "admin"])
def test_who_makes_no_rules_sees_no_results(client_as, who):
    tried(client_as("city"), "/rules/chengdu-2019.1")
    visitor = client_as(who)
    assert visitor.get("/rules/simulations/1").status_code == 403
    assert "Tried on" not in visitor.page("/rules/chengdu-2019.1").text


def test_nobody_tries_the_rules_of_others(app, client_as):
    visitor = client_as("sector")
    page = visitor.page("/rules/chengdu-2019.1")
    assert "Try it on" not in page.text
    token = page.forms[0].values()["csrf_token"]
    answer = visitor.post("/rules/chengdu-2019.1/simulate", data={"csrf_token": token})
    assert answer.status_code == 403
    assert refusals(app) == [("begin_simulation", "not_your_rules")]


@pytest.mark.parametrize("number", ["9", "0", "99999999999999999999"])
def test_what_is_not_there_is_not_found(client_as, number):
    assert client_as("city").get(f"/rules/simulations/{number}").status_code == 404


def test_it_is_read_in_chinese(app, client_as):
    cast.make_claim(app, state="credited")
    visitor = client_as("city")
    drafted(visitor, stricter())
    tried(visitor)
    visitor.delete_cookie(COOKIE)
    text = visitor.page("/rules/simulations/1").text
    assert "差异最大" in text
    assert "Hours" not in text
