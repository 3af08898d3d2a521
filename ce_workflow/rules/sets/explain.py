"""The trace put into words: line by line, with the figure that was used and where it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from ce_workflow.errors import Finding
from ce_workflow.rules.sets.asked import Names
from ce_workflow.rules.sets.facts import passes
from ce_workflow.rules.sets.given import ZERO, as_word
from ce_workflow.rules.sets.joined import joined
from ce_workflow.rules.sets.shape import Basis, Line, RuleSet, Way
from ce_workflow.rules.sets.trace import UNUSED, Facts, Result, Step, Used
from ce_workflow.words import N_, Own, Text

NOTICE = "成人社函〔2019〕200号"
"""A clause of it is cited by the clause alone, as everywhere in the house."""

PLATFORM_DEFAULT = N_("platform default, no published figure")


_NAMES = re.compile(r"%\(([a-z0-9_]+)\)s")


class Explained(NamedTuple):
    """One line of an explanation: what was done, by how much, what stood then, and what it rests on.

    `cited` is the document and clause, "" for a default that leans on nothing; `platform`: it is
    a default without a published figure; `origin` the version of the set that wrote the line.
    """

    text: Text
    change: Decimal
    hours: Decimal
    cited: str
    platform: bool
    origin: str
    is_cap: bool = False


def explained(rules: RuleSet, result: Result, names: Names) -> Iterator[Explained]:
    """The trace line by line. `names` are what the facts are called."""
    for step in result.trace:
        basis = step.line.basis
        text = sentence(step, result.facts, names)
        cap = step.used is not None
        yield Explained(
            text, step.change, step.hours, cited(rules, basis), basis.platform, step.line.origin or rules.version, cap
        )


def cited(rules: RuleSet, basis: Basis | None) -> str:
    """The document and clause; of the notice the clause alone."""
    if basis is None:
        return ""
    if rules.documents.get(basis.document or "") == NOTICE and basis.clause:
        return basis.clause
    return rules.cite(basis)


def sentence(step: Step, facts: Facts, names: Names) -> Text:
    """What the line did, with its figures."""
    line = step.line
    if line.step == "eligible":
        return own(line, facts) or Text(N_("Not eligible: the hours are 0."))
    if step.used is not None:
        return _cap(step, step.used, names)
    match line.step:
        case "rank":
            return _rank(step)
        case "rounding":
            return Text(N_("Brought to a multiple of %(figure)s."), figure=step.figure)
    if line.completes:
        return Text(N_("Counts as done: the %(hours)s hours that the year asks for."), hours=step.figure)
    said = _gained(step, names)
    words = [names.word(name, as_word(facts[name])) for name in line.by if name in facts]
    return Text(N_("%(what)s: %(said)s"), what=joined(words), said=said) if words else said


def _gained(step: Step, names: Names) -> Text:
    line = step.line
    if step.amount is None:
        return Text(N_("%(figure)s hours"), figure=step.figure)
    what = names.fact(line.for_each)
    if line.without:
        less = names.fact(line.without[0])
        text = N_("%(figure)s for each of %(amount)s: %(what)s, without %(less)s")
        return Text(text, figure=step.figure, amount=step.amount, what=what, less=less)
    text = N_("%(figure)s for each of %(amount)s: %(what)s")
    return Text(text, figure=step.figure, amount=step.amount, what=what)


def _rank(step: Step) -> Text:
    line = step.line
    if line.times is not None:
        return Text(N_("%(figure)s times the hours so far"), figure=step.figure)
    if line.less_a_rank is not None:
        text = N_("Rank %(rank)s: %(figure)s less for each rank after the first")
        return Text(text, rank=step.amount, figure=step.figure)
    return Text(N_("Rank %(rank)s: its part of the whole is %(figure)s"), rank=step.amount, figure=step.figure)


def _cap(step: Step, used: Used, names: Names) -> Text:
    """Which cap, how much of it others have used, and what was left."""
    line, figure = step.line, step.figure
    by = ", ".join(used.by)
    match line.step:
        case "highest":
            text = N_("Of one achievement only the highest counts: %(used)s hours are taken already by %(by)s.")
            return Text(text, used=used.hours, by=by)
        case "together" if used.hours:
            text = N_(
                "All who share this achievement together reach at most %(figure)s hours: "
                "other co-owners have %(used)s, %(left)s were left."
            )
            return Text(text, figure=figure, used=used.hours, left=left_of(step))
        case "together":
            text = N_("All who share this achievement together reach at most %(figure)s hours.")
            return Text(text, figure=figure)
        case "day" if used.by:
            text = N_("At most %(figure)s hours a day; on these days %(used)s are taken already by %(by)s.")
            return Text(text, figure=figure, used=used.hours, by=by)
        case "day":
            return Text(N_("At most %(figure)s hours a day"), figure=figure)
        case "year" if used.by:
            text = N_("At most %(figure)s hours a year: %(used)s are taken already by %(by)s, %(left)s were left.")
            return Text(text, figure=figure, used=used.hours, by=by, left=left_of(step))
    return _most(step, names)


def left_of(step: Step) -> Decimal:
    """What others had left of the cap of this step."""
    return max((step.figure or ZERO) - (step.used or UNUSED).hours, ZERO)


def _most(step: Step, names: Names) -> Text:
    line, figure = step.line, step.figure
    if line.step == "year":
        return Text(N_("At most %(figure)s hours a year"), figure=figure)
    if step.amount is None:
        return Text(N_("At most %(figure)s hours"), figure=figure)
    what = names.fact(line.at_most_for_each or line.for_each)
    text = N_("At most %(figure)s for each of %(amount)s: %(what)s")
    return Text(text, figure=figure, amount=step.amount, what=what)


def own(line: Line, facts: Facts) -> Text | None:
    """The sentence of the line, told the facts and its own bounds; None where it has none."""
    if line.says is None:
        return None
    params = {name: value for name, value in facts.items() if f"%({name})s" in line.says.zh + line.says.en}
    for test in line.needs:
        for bound in ("least", "above", "most", "below"):
            if (figure := getattr(test, bound)) is not None:
                params.setdefault(bound, figure)
    # A fact that is not known stands in the sentence as dots, never as an error.
    unknown = dict.fromkeys(_NAMES.findall(line.says.zh + line.says.en), "…")
    return Own(line.says.zh, line.says.en, **(unknown | params))


def finding(rules: RuleSet, line: Line, facts: Facts) -> Finding:
    """A line of eligibility that does not hold, as a finding with its clause."""
    text = own(line, facts) or Text(N_("This does not meet the rule “%(line)s”."), line=line.id)
    return Finding(line.id, text, cited(rules, line.basis) or None, line.level, line.field)


def refused_answers(rules: RuleSet, way: Way, fact: str, answers: Iterable[str]) -> dict[str, list[Finding]]:
    """Answers to one question with which nothing can be eligible, and why: what a form can say beforehand."""
    found: dict[str, list[Finding]] = {}
    for line in way.lines.get("eligible", ()):
        if line.level == "refusal" and not line.when and [test.fact for test in line.needs] == [fact]:
            for answer in answers:
                if not passes(line.needs[0], {fact: answer}):
                    found.setdefault(answer, []).append(finding(rules, line, {fact: answer}))
    return found
