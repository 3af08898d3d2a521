"""Any claims, any people, any order: the house and a plain model of it agree after every step.

What happens is drawn by Hypothesis; each example lives in one transaction that is rolled
back. After every step the rows are compared with the model and every invariant is asked
of the database. CE_TEST_CAMPAIGN=1 runs far more examples.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import text

from ce_workflow.acts.perform import Outcome, perform
from ce_workflow.people.actor import SYSTEM, Actor
from ce_workflow.store.database import db
from tests import cast
from tests.acts.city import NOW, City
from tests.acts.invariants import assert_invariants
from tests.acts.model import DECIDING_CLOSES, FILING_CLOSES, LOCKED, Model
from tests.core.states.life import STEPS

pytestmark = pytest.mark.template("cast")

CAMPAIGN = bool(os.environ.get("CE_TEST_CAMPAIGN"))
FIRST = date(2019, 9, 2)
SCOPES = {"claimant": "", "reviewer": "U00001", "verifier": "chengdu-health", "district": "510112", "city": "chengdu"}
CLAIMANTS = ("claimant", "claimant2", "unit")
SEATED = {
    ("claimant", "claimant"), ("claimant2", "claimant"), ("unit", "claimant"), ("unit", "reviewer"),
    ("unit2", "reviewer"), ("sector", "verifier"), ("sector2", "verifier"), ("district", "district"), ("city", "city"),
}  # fmt: skip
"""Who holds what at the beginning; the others of the cast have no part in this."""

APPOINTED = SEATED | {("unit", "verifier"), ("sector", "district"), ("claimant", "reviewer"), ("unit2", "city")}
NAMES = sorted({name for name, _ in APPOINTED})
NUMBERS = {key: f"ZL20171022222{place}.1" for place, key in enumerate("ABC")}
SEEDS = st.binary(min_size=6, max_size=6)


Chance = tuple[int, tuple[str, str]]
"""A claim, and who might have a hand in it."""


def content(dice: Random) -> dict[str, Any]:
    """What a form says: a patent that others may claim too, or none yet."""
    return {
        "key": dice.choice(["A", "A", "B", "B", "C", "C", None]),
        "rank": dice.choice([1, 2]),
        "hours": dice.choice([20, 48]),
    }


def fields(said: dict[str, Any]) -> dict[str, Any]:
    """The form that says so; without a patent's number it is not complete."""
    number = NUMBERS.get(said["key"], "")
    changes = {"patent_number": number, "inventor_rank": str(said["rank"]), "hours_claimed": str(said["hours"])}
    return cast.FIELDS["patent"] | changes


class Life(RuleBasedStateMachine):
    """Claims of three people of one unit, and everybody who may have a hand in them."""

    city: City
    people: dict[str, Actor]
    kept: list[tuple[str, Any]]

    @initialize(route=st.sampled_from(["unit_then_sector", "unit_only", "sector_only"]), notice=st.sampled_from([0, 5]))
    def begin(self, route: str, notice: int) -> None:
        db.session.rollback()
        self.connection = db.session.connection(execution_options={"ce_write": True})
        self.model = Model(route, notice, set(SEATED))
        days = {"filing": FILING_CLOSES, "deciding": DECIDING_CLOSES, "locked": LOCKED}
        told: dict[str, Any] = {name: (FIRST + timedelta(days=count)).isoformat() for name, count in days.items()}
        self.tell(
            "UPDATE ce_year SET filing_closes_on = :filing, deciding_closes_on = :deciding, locked_on = :locked", **told
        )
        self.tell(
            "UPDATE ce_organisation SET route = :r, notice_days = :n WHERE code = 'chengdu-health'", r=route, n=notice
        )
        for name, key in (("claimant", "A"), ("unit", "B"), ("claimant2", "C")):
            self.begin_one(name, {"key": key, "rank": 1, "hours": 48})

    def teardown(self) -> None:
        db.session.rollback()

    # --- what may happen

    @rule(seed=SEEDS)
    def create(self, seed: bytes) -> None:
        dice = self.dice(seed)
        if len(self.model.claims) < 6:
            self.begin_one(dice.choice(CLAIMANTS), content(dice))

    @rule(seed=SEEDS)
    def go_on(self, seed: bytes) -> None:
        """Steps that the model says somebody may take, with any claims."""
        dice = self.dice(seed)
        for _ in range(dice.randint(1, 6)):
            self.step_ahead(dice, sorted(self.model.claims))

    @rule(seed=SEEDS)
    def see_one_through(self, seed: bytes) -> None:
        """The same with one claim, as far as it goes."""
        dice = self.dice(seed)
        one = [dice.choice(sorted(self.model.claims))]
        for _ in range(dice.randint(3, 12)):
            self.step_ahead(dice, one)

    def step_ahead(self, dice: Random, numbers: list[int]) -> None:
        """A step with one of these claims, seldom one that leads nowhere; or the end of a notice period."""
        ends = [due for number in numbers if (due := self.model.claims[number].due)]
        if ends and dice.random() < 0.5:
            self.model.today = max(self.model.today, *ends)
        able = self.answers(numbers).get("")
        if not able:
            return
        forward = [step for step in able if step not in ("withdraw", "edit", "reject", "send_back")]
        step = dice.choice([*forward * 4, *able])
        number, hand = dice.choice(able[step])
        self.take(step, number, hand, dice.choice([None, self.model.claims[number].version]), content(dice))
        self.agree()

    @rule(seed=SEEDS)
    def try_something(self, seed: bytes) -> None:
        """Any step by anybody, on a page of any age; each answer of the model is as likely as any other."""
        dice = self.dice(seed)
        for _ in range(3):
            answers = self.answers(sorted(self.model.claims))
            chances = answers[dice.choice(sorted(answers))]
            step = dice.choice(sorted(chances))
            number, hand = dice.choice(chances[step])
            version = self.model.claims[number].version
            self.take(step, number, hand, dice.choice([None, version, version, version - 1 or version]), content(dice))

    @rule(seed=SEEDS)
    def try_a_list(self, seed: bytes) -> None:
        """The same step with several claims at once, perhaps one of them twice."""
        dice = self.dice(seed)
        answers = self.answers(sorted(self.model.claims))
        chances = answers.get("") or answers["step_not_allowed"]
        step = dice.choice(sorted(chances))
        number, hand = dice.choice(chances[step])
        numbers = [number, *dice.choices(sorted(self.model.claims), k=dice.randint(1, 3))]
        said = content(dice)
        items = [(one, None, self.given(step, said)) for one in numbers]
        outcomes = perform(step, items, self.actor(hand), at=self.at, request_id="list")
        for one, outcome in zip(numbers, outcomes, strict=True):
            self.follow(step, one, hand, None, said, outcome)

    @rule(seed=SEEDS)
    def appoint_or_dismiss(self, seed: bytes) -> None:
        dice = self.dice(seed)
        free = sorted(APPOINTED - self.model.grants)
        hand = dice.choice(free if free and dice.random() < 0.6 else sorted(APPOINTED))
        person, role = self.people[hand[0]], hand[1]
        told = {"u": person.user_id, "p": person.person_id, "r": role, "s": SCOPES[role], "at": self.moment()}
        if hand in self.model.grants:
            self.tell(
                "UPDATE ce_grant SET valid_to = :at WHERE user_id = :u AND role = :r AND valid_to IS NULL", **told
            )
        else:
            columns = "user_id, person_id, role, scope, valid_from"
            self.tell(f"INSERT INTO ce_grant ({columns}) VALUES (:u, :p, :r, :s, :at)", **told)
        self.model.grants ^= {hand}

    @rule(days=st.sampled_from([1, 5, 6, 31]))
    def wait(self, days: int) -> None:
        self.waits = getattr(self, "waits", 0) + 1
        self.model.today += days if self.waits < 8 else 0

    # --- what must agree

    @invariant()
    def agree(self) -> None:
        """The rows are those of the model, and every invariant holds over them."""
        if not hasattr(self, "model"):
            return
        assert_invariants(self.connection)
        rows = {row.id: row for row in self.connection.execute(text("SELECT * FROM ce_claim"))}
        assert rows.keys() == self.model.claims.keys()
        desks = {SCOPES[role]: role for role in ("reviewer", "verifier", "district", "city")} | {None: None}
        for number, claim in self.model.claims.items():
            row = rows[number]
            hours = [None if units is None else units // 100 for units in (row.units_reviewed, row.units_recognised)]
            found = (row.state, row.version, desks[row.desk], row.units_claimed // 100, *hours, row.appeals)
            wanted = (
                claim.state,
                claim.version,
                claim.desk,
                claim.hours,
                claim.reviewed,
                claim.recognised,
                claim.appeals,
            )
            assert found == wanted, (number, found, wanted)
        balances = self.connection.execute(text("SELECT person_id, units FROM ce_balance"))
        names = {actor.person_id: name for name, actor in self.people.items()}
        found = {names[row.person_id]: row.units // 100 for row in balances if row.units}
        assert found == {name: hours for name, hours in self.model.balance.items() if hours}

    # --- how it is done

    @property
    def at(self) -> Any:
        return NOW + timedelta(days=self.model.today)

    def moment(self) -> Any:
        return self.at if self.connection.dialect.name == "postgresql" else self.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def tell(self, sql: str, **told: Any) -> None:
        self.connection.execute(text(sql), told)

    def actor(self, hand: tuple[str, str]) -> Actor:
        name, role = hand
        return SYSTEM if role == "system" else replace(self.people[name], role=role, scopes=(SCOPES[role],))

    def dice(self, seed: bytes) -> Random:
        """Fresh ones at each turn, since Hypothesis likes to draw the same again."""
        self.turn = getattr(self, "turn", 0) + 1
        return Random(f"{self.turn} {seed.hex()}")

    def answers(self, numbers: list[int]) -> dict[str, dict[str, list[Chance]]]:
        """The model's answer -> step -> the claims and hands that would get it."""
        found: dict[str, dict[str, list[Chance]]] = {}
        said = {"key": "A", "rank": 2, "hours": 20}
        for step, number, hand in product(STEPS[1:], numbers, [*sorted(APPOINTED | self.model.grants), ("", "system")]):
            answer = self.model.refuses(step, number, *hand, None, said)
            found.setdefault(answer, {}).setdefault(step, []).append((number, hand))
        return found

    def given(self, step: str, said: dict[str, Any]) -> dict[str, Any]:
        decision = {"hours": str(said["hours"]), "checks": "all", "reason": "hours_adjusted"}
        forms = {"edit": {"fields": fields(said)}, "review": decision, "verify": decision}
        return forms.get(step) or cast.DECISIONS.get(step, {})

    def begin_one(self, name: str, said: dict[str, Any]) -> None:
        given = {"kind": "patent", "fields": fields(said), "files": self.kept}
        outcome = perform(
            "create", [(None, None, given)], self.actor((name, "claimant")), at=self.at, request_id="new"
        )[0]
        assert (outcome.refusal is None) is ((name, "claimant") in self.model.grants)
        if outcome.claim is not None:
            self.model.create(outcome.claim.id, name, said)

    def take(self, step: str, number: int, hand: tuple[str, str], seen: int | None, said: dict[str, Any]) -> None:
        items = [(number, seen, self.given(step, said))]
        outcome = perform(step, items, self.actor(hand), at=self.at, request_id="life")[0]
        self.follow(step, number, hand, seen, said, outcome)

    def follow(
        self, step: str, number: int, hand: tuple[str, str], seen: int | None, said: dict[str, Any], outcome: Outcome
    ) -> None:
        """The model does likewise, and answers the same."""
        wanted = self.model.refuses(step, number, *hand, seen, said)
        found = outcome.refusal.code if outcome.refusal else ""
        assert found == wanted, (step, hand, outcome.refusal and [f.code for f in outcome.refusal.findings])
        if not wanted:
            self.model.take(step, number, *hand, said)


def test_the_house_and_the_model_agree(city: City) -> None:
    people = {name: city.actor(name) for name in NAMES}
    kept = cast.files(city.app, "patent")
    machine: Callable[[], Life] = type("LifeHere", (Life,), {"city": city, "people": people, "kept": kept})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=3000 if CAMPAIGN else 40,
            stateful_step_count=50 if CAMPAIGN else 30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
