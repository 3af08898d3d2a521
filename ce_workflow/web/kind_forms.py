"""The form of a kind: the kind speaks, WTForms listens.

One field for each question of the kind under the question's own name, one input of files
for each piece of evidence as `evidence-<piece>`. Nothing is validated here: the act reads
the answers, and its findings are laid at the fields.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

from flask_babel import gettext
from wtforms import Field as FormField
from wtforms import HiddenField, StringField, TextAreaField

from ce_workflow import clock
from ce_workflow.acts.worked import rules_for
from ce_workflow.errors import Finding
from ce_workflow.kinds import KINDS
from ce_workflow.kinds.kind import NOTE, Choice, Field, Kind
from ce_workflow.rules.of_the_set import NOT_OPEN
from ce_workflow.rules.sets.explain import refused_answers
from ce_workflow.rules.sets.short import in_short
from ce_workflow.store import facts
from ce_workflow.web.forms import HouseForm
from ce_workflow.web.frame import current_actor
from ce_workflow.web.inputs import ChoiceField, DayField, FilesField, NumberField
from ce_workflow.web.say import clause, later, say
from ce_workflow.words import N_, Text

NOT_RECOGNISED = N_("%(answer)s (not recognised)")
NOT_KNOWN_YET = N_("Only for participants whose department or district has opened this way by measures of its own.")
_WHEN = ("date", "hours", "amount", "number")
YES_NO = (Choice("yes", N_("Yes")), Choice("no", N_("No")))


def answers_in(sent: Mapping[str, str], kind: Kind) -> dict[str, str]:
    """The answers to the kind's own questions in what was sent, as they were typed, and nothing else of it."""
    return {field.name: sent.get(field.name, "") for field in kind.fields}


class KindForm(HouseForm):
    """What all kinds' forms share: the version seen, whom it is for, what it corrects."""

    seen_version = HiddenField()
    corrects = HiddenField()
    form_key = HiddenField()
    participant = StringField(
        later(N_("Identity number of the participant")),
        description=later(N_("You file on behalf of this person, who then sees the claim among their own.")),
        render_kw={
            "autocomplete": "off",
            "autocapitalize": "characters",
            "enterkeyhint": "next",
            "data-never-kept": True,
        },
    )

    def __init__(self, kind: Kind, typed: Any = None, kept: Mapping[str, str] | None = None) -> None:
        super().__init__(formdata=typed, data=dict(kept or {}))
        self.kind = kind
        self._refused = refused_by_rules(kind, current_actor().person_id)
        for field in kind.fields:
            if field.type in ("choice", "yes_no"):
                self[field.name].offer(_answers(field, self._refused[field.name]), gettext("Please choose"))

    def questions(self) -> list[tuple[Field, FormField]]:
        """Each question of the kind with its input."""
        return [(field, self[field.name]) for field in self.kind.fields]

    def explanations(self, field: Field) -> list[tuple[str, str, str]]:
        """Why some answers of a question do not count: (answer, why, where it is written)."""
        labels = {choice.code: say(choice.label) for choice in field.choices}
        refused = self._refused[field.name]
        return [(labels[code], say(why.text), clause(why.clause)) for code, found in refused.items() for why in found]

    def what(self) -> list[tuple[Field, FormField]]:
        """The questions of what it was: everything but figures, days and the note."""
        return [pair for pair in self.questions() if pair[0].type not in _WHEN and pair[0].name != NOTE.name]

    def when(self) -> list[tuple[Field, FormField]]:
        """The questions of when it was and what it counts: days and figures."""
        return [pair for pair in self.questions() if pair[0].type in _WHEN]

    def pieces(self) -> list[tuple[Any, FormField]]:
        """Each piece of evidence with its input, those that are required first."""
        pieces = sorted(self.kind.evidence, key=lambda piece: not piece.required)
        return [(piece, self[f"evidence-{piece.name}"]) for piece in pieces]


def kind_form(kind: Kind, typed: Any = None, kept: Mapping[str, str] | None = None) -> KindForm:
    """The form: with what was `typed` (a form's data), else with the answers that are `kept`."""
    return _class_of(kind.code)(kind, typed, kept)


@cache
def _class_of(code: str) -> type[KindForm]:
    kind = KINDS[code]
    fields: dict[str, Any] = {field.name: _input(field) for field in kind.fields}
    fields |= {f"evidence-{piece.name}": FilesField(later(piece.label)) for piece in kind.evidence}
    return type(f"{code}_form", (KindForm,), fields)


def _input(field: Field) -> Any:
    shared: dict[str, Any] = {"label": later(field.label), "description": later(field.help)}
    match field.type:
        case "text":
            return TextAreaField(**shared, render_kw={"rows": "4"})
        case "hours" | "amount":
            return NumberField(**shared, decimal=True)
        case "number":
            return NumberField(**shared)
        case "date":
            return DayField(**shared)
        case "yes_no" | "choice":
            return ChoiceField(**shared)
    return StringField(**shared, render_kw={"autocomplete": "off", "enterkeyhint": "next"})


def _answers(field: Field, refused: Collection[str]) -> list[tuple[str, str]]:
    """The answers that a question offers, as (code, words); those that are refused say so."""
    if field.options_from == "platforms":
        return sorted(((code, row.name) for code, row in facts.platforms().items()), key=_by_number)
    if field.options_from == "themes":
        return [(theme, theme) for theme in sorted({theme for pairs in facts.themes().values() for theme, _ in pairs})]
    choices = YES_NO if field.type == "yes_no" else field.choices
    return [(choice.code, _words(choice, refused)) for choice in choices]


def _words(choice: Choice, refused: Collection[str]) -> str:
    text = Text(choice.label)
    return say(Text(NOT_RECOGNISED, answer=text) if choice.code in refused else text)


def _by_number(pair: tuple[str, str]) -> tuple[int, str]:
    """The provincial platform first, then the bases in the order of the annex."""
    number = pair[0].removeprefix("base-")
    return (int(number) if number.isdigit() else 0, pair[0])


def hours_of(kinds: Iterable[Kind], person_id: str | None) -> dict[str, list[Text] | None]:
    """By kind how many hours it gives by the rules in force today for this person; without a person the city's.

    None where these rules do not take claims of the kind; where there are no rules at all, nothing is said of any.
    """
    rules = rules_for(person_id, clock.day_of(clock.now()))
    if rules is None:
        return {kind.code: [] for kind in kinds}
    ways = {kind.code: rules.ways.get(kind.code) for kind in kinds}
    return {code: list(in_short(way)) if way else None for code, way in ways.items()}


def not_open(*, on_behalf: bool) -> str:
    """What is said of a kind that the rules do not take; on behalf of somebody unknown these are the city's."""
    return NOT_KNOWN_YET if on_behalf else NOT_OPEN


def refused_by_rules(kind: Kind, person_id: str | None) -> dict[str, dict[str, list[Finding]]]:
    """Question -> answer -> why the rules in force today for this person refuse it; without a person the city's."""
    rules = rules_for(person_id, clock.day_of(clock.now()))
    way = rules.ways.get(kind.code) if rules else None
    if rules is None or way is None:
        return {field.name: {} for field in kind.fields}
    return {
        field.name: refused_answers(rules, way, field.name, [choice.code for choice in field.choices])
        for field in kind.fields
    }
