"""Every name that people read has words in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ce_workflow.kinds import KINDS
from ce_workflow.kinds.notice import WAYS
from ce_workflow.people import roles
from ce_workflow.rules.decision import REASONS
from ce_workflow.states import names, steps
from tests.core.states.life import ROLES, ROUTES, STATES, STEPS
from tools import catalogue

LABELS = {
    "states": (names.LABELS, STATES),
    "routes": (names.ROUTE_LABELS, ROUTES.values()),
    "steps": (steps.LABELS, STEPS),
    "what was done": (steps.SAYS, STEPS),
    "roles": (roles.LABELS, ROLES),
}


def of_kinds() -> Iterator[tuple[str, str]]:
    """(whose, message id) of everything that a kind says."""
    for kind in KINDS.values():
        yield kind.code, WAYS[kind.clause]
        yield from ((kind.code, text) for text in (kind.label, kind.about, *kind.examples))
        for field in kind.fields:
            yield from ((f"{kind.code}.{field.name}", text) for text in (field.label, field.help) if text)
            yield from ((f"{kind.code}.{field.name}", unit) for unit in (field.unit,) if unit)
            for choice in field.choices:
                yield f"{kind.code}.{field.name}.{choice.code}", choice.label
        yield from ((f"{kind.code}.{piece.name}", piece.label) for piece in kind.evidence)
        yield from ((f"{kind.code}.{check.code}", check.label) for checks in kind.checks.values() for check in checks)


@pytest.fixture(scope="module")
def chinese() -> dict[str, str]:
    """English message id -> Chinese, as the catalogue is kept."""
    return {str(message.id): str(message.string) for message in catalogue.kept("zh_CN") if message.id}


@pytest.mark.parametrize("what", LABELS)
def test_every_name_has_a_label_in_english_and_in_chinese(what: str, chinese: dict[str, str]) -> None:
    labels, wanted = LABELS[what]
    assert set(labels) == set(wanted)
    assert [name for name in wanted if not labels[name].strip()] == []
    assert [name for name in wanted if not chinese.get(labels[name], "").strip()] == []
    said = [chinese[labels[name]] for name in wanted]
    assert len(set(said)) == len(said)


def test_every_word_of_the_kinds_and_every_reason_is_said_in_chinese(chinese: dict[str, str]) -> None:
    asked = [*of_kinds(), *((reason.code, reason.label) for reason in REASONS)]
    assert [whose for whose, text in asked if not chinese.get(text, "").strip()] == []


def test_no_sentence_of_the_catalogue_is_left_in_english(chinese: dict[str, str]) -> None:
    assert [english for english, said in chinese.items() if not said.strip()] == []
    latin = {english for english, said in chinese.items() if said == english and english.replace("%", "").isalpha()}
    assert latin == set()
