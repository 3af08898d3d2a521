"""The page of a claim."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask

from ce_workflow.kinds import KINDS
from tests.cast import id_number, make_claim, open_records, step_with
from tests.web.appointing import change
from tests.web.books import books, claim_row, refusals
from tests.web.conftest import Visitor
from tests.web.filling import begin, file, submitted, take
from tests.web.step_doorway import ClientAs, digest

pytestmark = pytest.mark.template("cast")
CAST = ["claimant", "claimant2", "outsider", "unit", "unit-b", "sector", "sector-b", "district", "city", "base"]
REACH = {"claimant", "unit", "sector", "district", "city"}


def test_T_10_whoever_does_not_reach_it_finds_nothing(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    for who in CAST:
        visitor = client_as(who)
        there, nowhere = visitor.get(f"/claims/{claim_id}"), visitor.get("/claims/999999")
        assert there.status_code == (200 if who in REACH else 404), who
        if who not in REACH:
            assert digest(there) == digest(nowhere)


def test_whoever_decides_is_told_of_other_claims_that_count_towards_the_same_most(
    app: Flask, client_as: ClientAs
) -> None:
    first = make_claim(app, "degree")
    says = "Other claims of that year share a cap of hours with this one."
    assert says not in client_as("unit").page(f"/claims/{first}").text
    second = make_claim(app, "degree")
    for one, other in ((first, second), (second, first)):
        text = client_as("unit").page(f"/claims/{one}").text
        assert text.count(says) == 1
        assert f"Decide it together with the others: {other}." in text


def offered(visitor: Visitor, claim_id: int) -> set[str]:
    """The steps that the page offers to take."""
    page = visitor.page(f"/claims/{claim_id}")
    start = f"/claims/{claim_id}/"
    steps = {form.action.removeprefix(start) for form in page.forms if form.action.startswith(start)}
    return steps | {"edit"} if f"{start}edit" in page.links else steps


OFFERED = {
    "draft": {"claimant": {"edit", "submit", "withdraw"}},
    "submitted": {"claimant": {"withdraw"}, "unit": {"review", "send-back", "reject"}},
    "unit_reviewed": {"claimant": {"withdraw"}, "sector": {"verify", "send-back", "reject"}},
    "sector_verified": {"sector": {"send-back", "reject"}},
    "credited": {"sector": {"revoke"}, "district": {"revoke"}, "city": {"revoke"}},
    "returned": {"claimant": {"edit", "submit", "withdraw"}},
    "rejected": {"claimant": {"appeal"}},
    "withdrawn": {},
    "appealed": {"district": {"uphold", "overturn"}},
    "revoked": {"claimant": {"appeal"}},
}


@pytest.mark.parametrize("state", list(OFFERED))
def test_T_01_only_the_steps_that_i_may_take_are_offered(app: Flask, client_as: ClientAs, state: str) -> None:
    claim_id = make_claim(app, state=state)
    for who in ("claimant", "unit", "sector", "district", "city", "auditor"):
        if state == "draft" and who != "claimant":
            continue
        assert offered(client_as(who), claim_id) - {"reveal"} == OFFERED[state].get(who, set()), who


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_answer_is_shown_in_words(app: Flask, client_as: ClientAs, kind: str) -> None:
    open_records(app)
    claim_id = make_claim(app, kind)
    page = client_as("unit").page(f"/claims/{claim_id}")
    kept = json.loads(claim_row(app, claim_id).fields)
    for field in KINDS[kind].fields:
        if field.name in kept and field.type in ("line", "text", "hours", "number"):
            assert kept[field.name] in page.text, field.name
        for choice in field.choices:
            if choice.code == kept.get(field.name):
                assert choice.label in page.text


def test_why_a_step_is_closed_is_said_in_one_sentence(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    page = client_as("sector").page(f"/claims/{claim_id}")
    assert page.html.count('class="closed"') == 0  # it is not yet their turn, and the page says with whom it lies
    claim_id = make_claim(app, by="unit")
    page = client_as("unit", "reviewer").page(f"/claims/{claim_id}")
    assert page.html.count('class="closed"') == 1
    claim_id = make_claim(app, state="unit_reviewed")
    page = client_as("district").page(f"/claims/{claim_id}")
    assert page.html.count('class="closed"') == 1
    assert "成都市卫生健康委员会" in page.text


def test_where_nothing_can_be_done_no_button_leads_there(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, by="unit")
    text = client_as("unit", "reviewer").page(f"/desk/{claim_id}").html
    assert "Nothing for you to do here" in text
    assert "What you can do" not in text
    assert 'class="to-steps"' not in text
    assert 'class="to-steps"' in client_as("unit2").page(f"/desk/{claim_id}").html


def test_the_timeline_tells_who_did_what_in_both_languages(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="revoked")
    visitor = client_as("claimant")
    for language in ("en", "zh_CN"):
        visitor.set_cookie("ce_language", language)
        page = visitor.page(f"/claims/{claim_id}")
        assert page.html.count("<time ") == 6  # create, submit, review, verify, credit, revoke
        for name in ("闫斌静", "毛瑶娟", "何敏", "证书经核实不属实。", "成人社发〔2019〕1号"):
            assert name in page.text, (language, name)


def test_what_was_erased_is_said_to_be_erased(app: Flask, client_as: ClientAs) -> None:
    from sqlalchemy import delete

    from ce_workflow.store.database import db
    from ce_workflow.store.tables import Content
    from ce_workflow.store.transaction import transaction

    claim_id = make_claim(app, state="rejected")
    with app.app_context():
        transaction(lambda: db.session.execute(delete(Content).where(Content.what == "note")))
    page = client_as("claimant").page(f"/claims/{claim_id}")
    assert "不属于认定范围。" not in page.text
    assert "erased" in page.text


def test_a_correction_begins_from_the_revoked_claim(app: Flask, client_as: ClientAs) -> None:
    revoked = make_claim(app, state="revoked", fields={"title": "要更正的培训"})
    visitor = client_as("claimant")
    path = f"/claims/new/training?corrects={revoked}"
    assert path in visitor.page(f"/claims/{revoked}").links
    form = visitor.page(path).form("/claims/new/training")
    assert form.values()["title"] == ["要更正的培训"]
    answer = visitor.send_form(form, **{"evidence-certificate": file()})
    assert answer.status_code == 303
    page = visitor.page(answer.headers["Location"])
    assert f"/claims/{revoked}" in page.links
    assert "成人社发〔2019〕1号" in page.text


@pytest.mark.parametrize("state", ["credited", "rejected", "submitted"])
def test_only_what_was_revoked_is_corrected(app: Flask, client_as: ClientAs, state: str) -> None:
    claim_id = make_claim(app, state=state)
    before = books(app)
    visitor = client_as("claimant")
    assert visitor.get(f"/claims/new/training?corrects={claim_id}").status_code == 404
    answer = visitor.send("/claims/new/training", corrects=str(claim_id))
    assert answer.status_code == 404
    assert books(app) == before


@pytest.mark.parametrize("number", ["0", "x", "-1", "9" * 40, "' OR 1=1--"])
def test_what_is_no_claim_is_not_corrected(client_as: ClientAs, number: str) -> None:
    visitor = client_as("claimant")
    assert visitor.get("/claims/new/training", query_string={"corrects": number}).status_code == 404
    assert visitor.send("/claims/new/training", corrects=number).status_code == 404


def test_nobody_corrects_the_claim_of_another(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="revoked")
    before = books(app)
    answer = client_as("claimant2").send("/claims/new/training", corrects=str(claim_id))
    assert answer.status_code == 404
    assert refusals(app) == [("create", "not_found")]
    assert books(app) == before


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{7*191}}",
    "</script><svg/onload=alert(1)>",
    "{{config}}",
    "%s%n%(count)s",
    "{0.__class__}",
    "' OR 1=1--",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_T_21_T_23_whatever_is_typed_is_shown_as_it_was_typed(app: Flask, client_as: ClientAs, text: str) -> None:
    lines = {field.name: text for field in KINDS["training"].fields if field.type in ("line", "text")}
    change(app, "U00001", name=f"医院{text}")
    claimant = client_as("claimant")
    name = text.replace("/", "").replace('"', "")  # a path in a name is cut; a browser escapes quotes
    claim_id = submitted(claimant, **lines, **{"evidence-certificate": file(name=f"{name}.pdf")})
    assert take(client_as("unit"), claim_id, "send-back", note=f"原因 {text}").status_code == 303
    for who in ("claimant", "unit", "sector", "city"):
        page = client_as(who).page(f"/claims/{claim_id}")
        assert page.text.count(text) >= 4, who  # heading, answers, note, unit
        assert_inert(page.html)
    for path in ("/claims/", f"/claims/{claim_id}/edit"):
        assert_inert(claimant.page(path).html)
    step_with(app, claim_id, "submit")
    assert_inert(client_as("unit").page("/desk/").html)
    refused = claimant.send("/claims/new/training", title=text, hours_claimed=text)
    assert refused.status_code in (303, 422)
    assert_inert(refused.text)


def assert_inert(html: str) -> None:
    for alive in ("<script>alert", "<img src=x", "<svg/onload", 'href="javascript:', "1337"):
        assert alive not in html
    assert "SECRET_KEY" not in html


def test_a_language_is_a_language_throughout(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    visitor: Any = client_as("unit")
    visitor.set_cookie("ce_language", "zh_CN")
    assert visitor.page(f"/claims/{claim_id}").lang == "zh-CN"


def test_a_draft_without_a_title_has_a_heading(client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    claim_id = begin(visitor, title="")
    assert visitor.page(f"/claims/{claim_id}").headings[0].strip()


@pytest.mark.parametrize(
    ("state", "who", "looks"),
    [
        ("submitted", "unit", {"review": "", "send-back": "quiet", "reject": "grave"}),
        ("submitted", "claimant", {"withdraw": "grave"}),
        ("credited", "sector", {"revoke": "grave"}),
        ("appealed", "district", {"uphold": "", "overturn": ""}),
    ],
)
def test_steps_against_a_claim_stand_apart_and_look_it(
    app: Flask, client_as: ClientAs, state: str, who: str, looks: dict[str, str]
) -> None:
    html = client_as(who).page(f"/claims/{make_claim(app, state=state)}").html
    for step, look in looks.items():
        before, form = html.split(f'class="step-form step-{step}"')
        button = form.partition('<button type="submit"')[2].partition(">")[0]
        assert button == (f' class="{look}"' if look else "")
        assert ('class="steps-against"' in before) is bool(look)


def test_a_correction_is_offered_to_the_claimant_and_to_who_filed_the_claim_alone(
    app: Flask, client_as: ClientAs
) -> None:
    base = client_as("base")
    claim_id = submitted(base, participant=id_number(0))
    for step in ("review", "verify", "revoke"):
        step_with(app, claim_id, step)
    path = f"/claims/new/training?corrects={claim_id}"
    offered = {
        who
        for who in ("claimant", "base", "unit", "sector")
        if path in client_as(who).page(f"/claims/{claim_id}").links
    }
    assert offered == {"claimant", "base"}
    assert base.get(path).status_code == 200
    assert base.get(path.replace("training", "conference")).status_code == 404
