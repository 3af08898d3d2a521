"""The desk with a claim beside the list: filters stay, the next claim of the same list opens, a refusal keeps both."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from ce_workflow.clock import day_of, now
from ce_workflow.store import claims
from ce_workflow.store.database import db
from ce_workflow.store.tables import Claim
from ce_workflow.store.transaction import transaction
from ce_workflow.working_days import ARRANGED
from tests.cast import later, make_claim
from tests.web.books import books, claim_row, refusals
from tests.web.conftest import Visitor, page_of
from tests.web.step_doorway import ClientAs
from tests.web.test_desk import waiting

pytestmark = pytest.mark.template("cast")


def decide(visitor: Visitor, address: str, claim_id: int, **given: Any) -> Any:
    """Pass the claim from the page at the address, everything ticked."""
    form = visitor.page(address).form(f"/claims/{claim_id}/review")
    ticks = [control.value for control in form.controls if control.name == "checks"]
    return visitor.send_form(form, **{"checks": ticks, **given})


def warn(app: Flask, claim_id: int) -> None:
    """Give the claim a warning that it did not have."""
    kept = '[{"code": "overlap", "clause": null, "text": {"msgid": "These days overlap.", "params": {}}}]'
    with app.app_context():
        transaction(lambda: db.session.execute(update(Claim).where(Claim.id == claim_id).values(warnings=kept)))


def test_list_and_claim_stand_side_by_side(app: Flask, client_as: ClientAs) -> None:
    first, second = make_claim(app, fields={"title": "第一件"}), make_claim(app, fields={"title": "第二件"})
    page = client_as("unit2").page(f"/desk/{second}")
    assert page.headings == ["第二件"]
    assert waiting(page.links)[:2] == [first, second]
    assert page.html.count('aria-current="true"') == 1
    assert page.form(f"/claims/{second}/review").values()["desk"] == ["/desk/"]
    assert "/desk/" in page.links  # the way back to the list


def test_a_claim_out_of_reach_is_404_beside_the_list_too(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    assert client_as("unit-b").get(f"/desk/{claim_id}").status_code == 404
    assert refusals(app) == [("look", "not_found")]
    assert client_as("unit").get("/desk/999999").status_code == 404
    assert client_as("claimant").get(f"/desk/{claim_id}").status_code == 403


def test_a_claim_that_waits_elsewhere_is_shown_all_the_same(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="credited")
    page = client_as("unit").page(f"/desk/{claim_id}")
    assert waiting(page.links) == []
    assert page.headings[0]


FITTING: list[tuple[str, set[str]]] = [
    ("", {"old", "course", "warned", "recent"}),
    ("kind=public_course", {"course"}),
    ("year=2019", {"old", "course", "warned", "recent"}),
    ("year=2018", set()),
    ("waited=7", {"old"}),
    ("waited=3650", set()),
    ("flag=warnings", {"warned"}),
    ("kind=training&waited=3&flag=&year=", {"old"}),
    ("kind=&year=&waited=&flag=", {"old", "course", "warned", "recent"}),
]


def test_the_list_is_narrowed_by_kind_year_age_and_flag(app: Flask, client_as: ClientAs) -> None:
    made = {"old": make_claim(app, at=later(-20)), "course": make_claim(app, "public_course")}
    made |= {"warned": make_claim(app, "conference"), "recent": make_claim(app, "patent")}
    warn(app, made["warned"])
    visitor = client_as("unit2")
    for query, names in FITTING:
        page = visitor.page(f"/desk/?{query}")
        assert set(waiting(page.links)) == {made[name] for name in names}, query


def test_waiting_longer_than_so_many_working_days_is_more_than_them(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, at=later(-20))
    days = ARRANGED.count_after(day_of(later(-20)), day_of(now()))
    visitor = client_as("unit2")
    assert waiting(visitor.page(f"/desk/?waited={days}").links) == []
    assert waiting(visitor.page(f"/desk/?waited={days - 1}").links) == [claim_id]


@pytest.mark.parametrize(
    "query",
    ["kind=nothing", "year=x", "year=-1", "year=99999", "waited=1e9", "waited=99999", "flag=red", "waited=' OR 1"],
)
def test_T_40_a_forged_filter_is_400(client_as: ClientAs, query: str) -> None:
    visitor = client_as("unit2")
    assert visitor.get(f"/desk/?{query}").status_code == 400


def test_how_many_wait_and_how_many_of_them_fit_is_said(
    app: Flask, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in ("training", "training", "public_course"):
        make_claim(app, kind)
    visitor = client_as("unit2")
    assert "3 waiting" in visitor.page("/desk/").text
    assert "2 of 3 waiting" in " ".join(visitor.page("/desk/?kind=training").text.split())
    assert "fits what you chose" in visitor.page("/desk/?kind=patent").text


def test_the_filters_stay_on_every_link_and_from_page_to_page(
    app: Flask, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = [make_claim(app, at=later(-days)) for days in (9, 8, 7)]
    make_claim(app, "public_course", at=later(-10))
    monkeypatch.setattr(claims, "PAGE", 2)
    visitor = client_as("unit2")
    page = visitor.page("/desk/?kind=training&year=2019")
    rows = [link for link in page.links if link.startswith("/desk/") and link.partition("?")[0] != "/desk/"]
    assert all("kind=training&year=2019" in link for link in rows)
    assert waiting(page.links) == mine[:2]
    onward = next(link for link in page.links if link.startswith("/desk/?") and "after=" in link)
    assert "kind=training&year=2019" in onward
    second = visitor.page(onward)
    assert waiting(second.links) == mine[2:]
    beside = next(link for link in second.links if link.startswith(f"/desk/{mine[2]}?"))
    shown = visitor.page(beside)
    assert waiting(shown.links)[0] == mine[2]
    assert onward in shown.links  # the way back leads to the same page of the list


def test_after_a_decision_the_next_claim_of_the_same_list_opens(app: Flask, client_as: ClientAs) -> None:
    first, other, second, third = (
        make_claim(app, kind, at=later(-days))
        for kind, days in (("training", 9), ("public_course", 8), ("training", 7), ("training", 6))
    )
    visitor = client_as("unit2")
    query = "?kind=training&year=2019"
    answer = decide(visitor, f"/desk/{second}{query}", second)
    assert answer.headers["Location"] == f"/desk/{third}{query}"
    page = visitor.page(answer.headers["Location"])
    assert 'class="notice notice-done"' in page.html
    assert 'tabindex="-1" autofocus' in page.html  # the heading has the focus
    answer = decide(visitor, f"/desk/{third}{query}", third)
    assert answer.headers["Location"] == f"/desk/{first}{query}"
    answer = decide(visitor, f"/desk/{first}{query}", first)
    assert answer.headers["Location"] == f"/desk/{query}"  # `other` waits, and does not fit
    assert waiting(visitor.page("/desk/").links) == [other]


def test_after_the_last_of_a_page_the_first_of_the_next_opens(
    app: Flask, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [make_claim(app, at=later(-days)) for days in (9, 8, 7)]
    monkeypatch.setattr(claims, "PAGE", 2)
    visitor = client_as("unit2")
    answer = decide(visitor, f"/desk/{numbers[1]}", numbers[1])
    assert answer.headers["Location"] == f"/desk/{numbers[2]}"


@pytest.mark.parametrize("status", [422, 409])
def test_a_refusal_shows_list_and_claim_with_everything_typed(app: Flask, client_as: ClientAs, status: int) -> None:
    claim_id, other = make_claim(app), make_claim(app)
    before = books(app)
    visitor = client_as("unit2")
    stale = {"seen_version": "1"} if status == 409 else {}
    address = f"/desk/{claim_id}?kind=training"
    answer = decide(
        visitor, address, claim_id, hours="12.5", note="证书写的是12.5学时。", checks=["took_part"], **stale
    )
    assert answer.status_code == status
    page = page_of(answer)
    assert waiting(page.links)[:2] == [claim_id, other]
    typed = page.form(f"/claims/{claim_id}/review").values()
    assert (typed["hours"], typed["note"], typed["checks"]) == (["12.5"], ["证书写的是12.5学时。"], ["took_part"])
    assert typed["desk"] == ["/desk/?kind=training"]
    assert books(app) == before


FOREIGN = [
    "https://evil.example/desk/",
    "//evil.example/desk/",
    "/\\evil.example/desk/",
    "/logout",
    "/desk/../logout",
    "/desk/?kind=nothing",
    "/desk/?after=x",
    "javascript:alert(1)",
    "",
]


@pytest.mark.parametrize("address", FOREIGN)
def test_an_address_that_is_no_desk_of_ours_leads_nowhere(app: Flask, client_as: ClientAs, address: str) -> None:
    claim_id, following = make_claim(app), make_claim(app)
    answer = decide(client_as("unit2"), f"/desk/{claim_id}", claim_id, desk=address)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/claims/{following}"
    assert claim_row(app, claim_id).state == "unit_reviewed"


def test_an_own_claim_and_one_to_be_looked_at_are_marked_in_the_list(app: Flask, client_as: ClientAs) -> None:
    own, warned = make_claim(app, by="unit"), make_claim(app)
    warn(app, warned)
    visitor = client_as("unit", "reviewer")
    for address in ("/desk/", f"/desk/{own}"):
        page = visitor.page(address)
        assert page.text.count("to be looked at: 1") == 1
        assert "This is your own claim." in page.text
        assert "2 waiting, 1 of them for somebody else to decide" in " ".join(page.text.split())


def test_a_wait_longer_than_the_filter_offers_stands_out(app: Flask, client_as: ClientAs) -> None:
    make_claim(app, at=later(-60))  # some forty working days
    make_claim(app, "public_course", at=later(-30))
    for address in ("/desk/", f"/desk/{make_claim(app)}"):
        assert client_as("unit2").page(address).html.count("waited-long") == 1


def test_a_reviewer_of_one_unit_is_not_told_its_name_with_each_claim(app: Flask, client_as: ClientAs) -> None:
    make_claim(app)
    make_claim(app, "public_course", "unit_reviewed")
    assert "示例001医院" not in client_as("unit2").page("/desk/").text
    assert "示例001医院" in client_as("sector").page("/desk/").text


def test_the_keys_are_explained_in_the_page_itself(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    for address in ("/desk/", f"/desk/{claim_id}"):
        page = client_as("unit").page(address)
        assert page.html.count("<dialog") == 1
        assert "Use these keys" in page.text
