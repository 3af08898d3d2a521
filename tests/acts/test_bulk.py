"""A list is decided as its items would be one by one.

Each list is taken twice from the same rows, once as a list and once item by item, each
time in a transaction that is rolled back; then what was written and what was answered is
compared. Ids that the database drew, nonces, salts and what is hashed with them, and
request ids are left out.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from ce_workflow.acts.perform import Item, Outcome, perform
from ce_workflow.people.actor import Actor
from ce_workflow.store.database import db
from tests import cast
from tests.acts.city import City
from tests.acts.invariants import assert_invariants, broken_by_query

pytestmark = pytest.mark.template("cast")

DRAWN = {"head", "commitment", "salt", "hash", "prev_hash", "nonce", "seen", "content", "note", "request_id"}
KEYS = {"ce_claim": "id", "ce_event": "stream, seq", "ce_ledger": "id", "ce_content": "claim_id, version, what"}
TABLES = ("ce_claim", "ce_event", "ce_content", "ce_evidence", "ce_ledger", "ce_balance")
DECIDED = cast.DECISIONS | {step: {"checks": "all", "hours": "18"} for step in ("review", "verify")}


def both_ways(city: City, step: str, items: list[Item], actor: Actor) -> list[Outcome]:
    """Take the list whole and one by one, see that it is the same, and keep the first; the outcomes."""
    told: dict[str, Any] = {"at": city.at, "request_id": "bulk"}
    begin()
    there = claims()
    whole = perform(step, items, actor, **told)
    rows = written(there)
    begin()
    single = [perform(step, [item], actor, **told)[0] for item in items]
    assert [answer(one) for one in whole] == [answer(one) for one in single]
    assert rows == written(there)
    return at_once(city, step, items, actor)


def at_once(city: City, step: str, items: list[Item], actor: Actor) -> list[Outcome]:
    """Take the list and keep what it wrote."""
    begin()
    kept = perform(step, items, actor, at=city.at, request_id="bulk")
    found = broken_by_query(db.session.connection())
    assert not found, found
    db.session.commit()
    return kept


def begin() -> None:
    db.session.rollback()
    db.session.connection(execution_options={"ce_write": True})


def claims() -> list[int]:
    """The numbers of all claims."""
    return list(db.session.connection().exec_driver_sql("SELECT id FROM ce_claim ORDER BY id").scalars())


def written(there: list[int]) -> dict[str, list[str]]:
    """Every row that an act may write, what was drawn left out; claims that were not `there` have their place."""
    connection = db.session.connection()
    found = {}
    new = [number for number in claims() if number not in set(there)]
    places = {str(number): f"new {place}" for place, number in enumerate(new)}
    for table in TABLES:
        rows = connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY {KEYS.get(table, '1')}").mappings()
        plain = [{name: value for name, value in row.items() if name not in DRAWN} for row in rows]
        texts = [json.dumps(without_ids(table, row), default=str, sort_keys=True) for row in plain]
        found[table] = sorted(counted(text, places) for text in texts)
    return found


def without_ids(table: str, row: dict[str, Any]) -> dict[str, Any]:
    if table == "ce_event":
        row = row | {"body": {name: value for name, value in json.loads(row["body"]).items() if name not in DRAWN}}
    drawn_here = {"ce_event": "id", "ce_evidence": "id"}.get(table)
    return {name: value for name, value in row.items() if name != drawn_here}


def counted(text: str, places: dict[str, str]) -> str:
    """Numbers of new claims as their place among the new ones."""
    return re.sub(
        r'(claim:|"(?:claim_id|id|family)": )(\d+)', lambda found: found[1] + places.get(found[2], found[2]), text
    )


def answer(outcome: Outcome) -> tuple[Any, ...]:
    """What the doorway is told about an item."""
    if outcome.refusal is not None:
        refusal = outcome.refusal
        said = [(finding.code, finding.text, finding.clause, finding.field) for finding in refusal.findings]
        return (outcome.claim_id, refusal.code, refusal.status, refusal.text, said)
    claim = outcome.claim
    assert claim is not None
    return ("done", claim.kind, claim.title)


# --- lists of 1, 2 and 500 --------------------------------------------------------------


def filings(city: City, count: int) -> list[Item]:
    """So many drafts to be begun: of all kinds, each seventh incomplete, each eleventh of the patent before it."""
    cast.open_records(city.app)
    kinds = list(cast.FIELDS)
    kept = {kind: cast.files(city.app, kind) for kind in kinds}
    items: list[Item] = []
    number = ""
    for place in range(count):
        kind = "patent" if place % 11 in (3, 4) else kinds[place % len(kinds)]
        fields = cast.answers(kind)
        if place % 11 == 4:
            fields["patent_number"] = number
        number = fields.get("patent_number", number)
        if place % 7 == 6:
            fields |= {"hours_claimed": "viele"} if place % 2 else {"title": ""}
        items.append((None, None, {"kind": kind, "fields": fields, "files": kept[kind]}))
    return items


def with_trouble(ids: list[int], given: dict[str, Any], versions: dict[int, int]) -> list[Item]:
    """Each claim once, and among them claims that are named twice, stale versions and numbers of no claim."""
    items: list[Item] = []
    for place, claim_id in enumerate(ids):
        items.append((claim_id, versions[claim_id] if place % 2 else None, given))
        if place % 9 == 5:
            items.append((claim_id, versions[claim_id], given))
        if place % 13 == 7:
            items.append((claim_id, None, given))
        if place % 17 == 8:
            items.append((claim_id + 10**6, None, given))
        if place % 19 == 9:
            items.append((ids[place - 3], versions[ids[place - 3]] + 5, given | {"note": "", "hours": "x"}))
    return items


@pytest.mark.parametrize("count", [1, 2, 60])
def test_a_list_equals_one_by_one_from_draft_to_revoked(city: City, count: int) -> None:
    claimant, unit, sector = city.actor("claimant"), city.actor("unit"), city.actor("sector")
    drafts = done(both_ways(city, "create", filings(city, count), claimant))
    submitted = done(both_ways(city, "submit", with_trouble(drafts, {}, versions(city)), claimant))
    passed = done(both_ways(city, "review", decided(city, "review", submitted), unit))
    credited = done(both_ways(city, "verify", decided(city, "verify", passed), sector))
    assert len(credited) >= count / 2
    both_ways(city, "revoke", decided(city, "revoke", credited[::2]), sector)
    assert_invariants(db.session.connection())


@pytest.mark.parametrize("step", ["submit", "verify"])
def test_a_list_of_500_equals_one_by_one(city: City, step: str) -> None:
    claimant, unit, sector = city.actor("claimant"), city.actor("unit"), city.actor("sector")
    ids = done(at_once(city, "create", filings(city, 500), claimant))
    if step == "submit":
        assert len(done(both_ways(city, "submit", with_trouble(ids, {}, versions(city)), claimant))) > 300
    else:
        ids = done(at_once(city, "submit", [(claim_id, None, {}) for claim_id in ids], claimant))
        ids = done(at_once(city, "review", decided(city, "review", ids), unit))
        assert len(done(both_ways(city, "verify", decided(city, "verify", ids), sector))) > 200
    assert_invariants(db.session.connection())


@pytest.mark.parametrize("count", [2, 40])
def test_a_list_equals_one_by_one_on_the_ways_aside(city: City, count: int) -> None:
    claimant, unit, district = city.actor("claimant"), city.actor("unit"), city.actor("district")
    drafts = done(both_ways(city, "create", filings(city, count), claimant))
    submitted = done(both_ways(city, "submit", with_trouble(drafts, {}, versions(city)), claimant))
    returned = done(both_ways(city, "send_back", decided(city, "send_back", submitted[::3]), unit))
    given = {"fields": cast.FIELDS["patent"], "files": cast.files(city.app, "patent")}
    both_ways(city, "edit", with_trouble(returned, given, versions(city)), claimant)
    both_ways(city, "submit", with_trouble(returned, {}, versions(city)), claimant)
    both_ways(city, "withdraw", with_trouble(submitted[1::3], {}, versions(city)), claimant)
    rejected = done(both_ways(city, "reject", decided(city, "reject", submitted[2::3]), unit))
    appealed = done(both_ways(city, "appeal", with_trouble(rejected, DECIDED["appeal"], versions(city)), claimant))
    both_ways(city, "uphold", decided(city, "uphold", appealed[::2]), district)
    both_ways(city, "overturn", decided(city, "overturn", appealed[1::2]), district)
    assert_invariants(db.session.connection())


def done(outcomes: list[Outcome]) -> list[int]:
    return [outcome.claim.id for outcome in outcomes if outcome.claim]


def versions(city: City) -> dict[int, int]:
    return {row.id: row.version for row in city.rows("SELECT id, version FROM ce_claim")}


def decided(city: City, step: str, ids: list[int]) -> list[Item]:
    """The items of a decision, the hours being those that were claimed; each fifth gives others without a reason."""
    claimed = {row.id: row.units_claimed for row in city.rows("SELECT id, units_claimed FROM ce_claim")}
    items = []
    for place, (claim_id, seen, given) in enumerate(with_trouble(ids, DECIDED[step], versions(city))):
        hours = claimed.get(claim_id or 0, 1800) / 100 - (1 if place % 5 == 4 else 0)
        unreadable = given.get("hours") == "x"
        items.append((claim_id, seen, given if unreadable else given | {"hours": f"{hours:g}"}))
    return items


# --- lists with something in common -----------------------------------------------------


def test_two_claims_of_one_patent_in_a_list(city: City) -> None:
    drafts = [city.claim("draft", "patent", patent_number="ZL201710999999.9") for _ in range(3)]
    outcomes = both_ways(city, "submit", [(claim_id, None, {}) for claim_id in drafts], city.actor("claimant"))
    assert [outcome.claim is not None for outcome in outcomes] == [True, False, False]


def test_an_edit_in_a_list_frees_one_achievement_and_takes_another(city: City) -> None:
    first, second, third = (city.claim("returned", "patent", patent_number=f"ZL20171011111{n}.1") for n in range(3))
    one, two, four = (cast.answers("patent", patent_number=f"ZL20171011111{n}.1") for n in (1, 2, 4))
    items: list[Item] = [
        (first, None, {"fields": one}),  # still held by the second
        (second, None, {"fields": four}),
        (first, None, {"fields": one}),  # free now
        (third, None, {"fields": four}),  # taken just now
        (third, None, {"fields": two}),
    ]
    outcomes = both_ways(city, "edit", items, city.actor("claimant"))
    assert [outcome.claim is not None for outcome in outcomes] == [False, True, True, False, True]


def test_evidence_that_comes_and_goes_in_one_list(city: City) -> None:
    claim_id = city.claim("draft")
    [kept] = city.rows("SELECT id FROM ce_evidence")
    fields, more = cast.answers("training"), cast.files(city.app, "training")
    items: list[Item] = [
        (claim_id, None, {"fields": fields, "files": more}),
        (claim_id, None, {"fields": fields, "drop": [kept.id]}),
        (claim_id, None, {"fields": fields, "drop": [kept.id], "files": more}),
    ]
    both_ways(city, "edit", items, city.actor("claimant"))
    assert len(city.rows("SELECT id FROM ce_evidence WHERE dropped_version IS NULL")) == 2


def test_people_who_have_changed_their_unit_meanwhile(city: City) -> None:
    drafts = [city.claim("draft") for _ in range(2)]
    moved = {"unit": "U00002", "id": city.actor("claimant").person_id}
    city.tell("UPDATE ce_person SET unit = :unit WHERE id = :id", **moved)
    outcomes = both_ways(city, "submit", [(claim_id, None, {}) for claim_id in drafts], city.actor("claimant"))
    assert [outcome.claim.desk for outcome in outcomes if outcome.claim] == ["U00002", "U00002"]


def test_the_second_of_two_decisions_on_a_claim_is_told_of_the_first(city: City) -> None:
    claim_id = city.claim("unit_reviewed")
    seen = city.row(claim_id).version
    given = DECIDED["verify"]
    outcomes = both_ways(city, "verify", [(claim_id, seen, given), (claim_id, seen, given)], city.actor("sector"))
    refusal = outcomes[1].refusal
    assert refusal is not None
    assert (refusal.code, str(refusal.text.params["step"])) == ("stale", "Credit the hours")


def test_own_claims_among_others_in_a_list(city: City) -> None:
    ids = [city.claim("submitted", by=name) for name in ("claimant", "unit", "outsider", "claimant2")]
    outcomes = both_ways(city, "review", [(claim_id, None, DECIDED["review"]) for claim_id in ids], city.actor("unit"))
    codes = [outcome.refusal.code if outcome.refusal else None for outcome in outcomes]
    assert codes == [None, "duties_separate", "not_found", None]
