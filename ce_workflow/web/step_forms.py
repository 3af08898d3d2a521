"""The form of a step, made from what its row in the table asks for and from the kind's checklist."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from flask_babel import gettext
from wtforms import HiddenField, StringField, TextAreaField

from ce_workflow import clock
from ce_workflow.clock import day_of
from ce_workflow.errors import Finding
from ce_workflow.kinds import KINDS
from ce_workflow.rules import decision
from ce_workflow.rules.appeal import appeal_findings, last_day
from ce_workflow.rules.checks_ticked import flags_of, lines_of
from ce_workflow.states import steps
from ce_workflow.states.names import RETURNED, WITHDRAWN
from ce_workflow.web.forms import KeptForm
from ce_workflow.web.inputs import ChoiceField, FilesField, NumberField, TicksField, word_of
from ce_workflow.web.say import hours, later, say
from ce_workflow.words import N_, Text

HOURS_LABELS = {"review": N_("Hours confirmed"), "verify": N_("Hours recognised")}
NOTE_LABELS = {
    "review": N_("Note"),
    "verify": N_("Note"),
    "send_back": N_("What has to be corrected"),
    "reject": N_("Why it is not recognised"),
    "revoke": N_("Why the recognition is revoked"),
    "appeal": N_("Why the decision should be looked at again"),
    "uphold": N_("Why the decision stands"),
    "overturn": N_("Why the decision is overturned"),
}
BESIDE = N_("Claimed %(claimed)s, calculated %(computed)s.")
OVER = N_("%(claimed)s hours are claimed, but only %(computed)s were calculated.")
ON_APPEAL = N_(
    "Say which part of the decision is wrong and why; add proof if you have more. The human resources authority "
    "decides, by somebody who had no part in the decision. You may appeal until %(until)s."
)
SAME_HOURS = N_("The hours are the same: no reason needed")
REASON_IF_CHANGED = N_("Reason, where the hours differ")


def about(claim: Any) -> str:
    """What the forms of steps of a claim are about, as `web.unsent` names it."""
    return f"step-{claim.id}.{claim.version}"


class StepForm(KeptForm):
    """What all steps share. Ids carry the step's name, since a page shows the forms of several steps."""

    seen_version = HiddenField()

    def __init__(self, step: str, claim: Any, typed: Any = None) -> None:
        name = f"{about(claim)}-{step}" if steps.ASKS[step] else ""
        super().__init__(name, typed=typed, data=_beforehand(step, claim))
        self.step, self.claim = step, claim
        self.label = say(steps.LABELS[step])
        self.path = step.replace("_", "-")
        self.before = _beforehand(step, claim)["hours"] if "hours" in self else ""
        if "reason" in self:
            same = "hours" in self and self["hours"].raw_data in (None, [], [self.before])
            blank = say(Text(SAME_HOURS)) if same else gettext("Please choose")
            self["reason"].offer([(choice.code, say(choice.label)) for choice in decision.REASONS], blank)
        if "hours" in self:
            figures = {"claimed": hours(claim.units_claimed), "computed": hours(claim.units_computed)}
            self["hours"].description = say(Text(OVER if self.claims_more else BESIDE, **figures))
        if step == "appeal":
            decided_on, today = day_of(claim.moved_at), day_of(clock.now())
            against = [finding.text for finding in appeal_findings(decided_on, today, claim.appeals)]
            self["note"].description = say(against[0] if against else Text(ON_APPEAL, until=last_day(decided_on)))
        if "checks" in self:
            lines = lines_of(step, KINDS[claim.kind], flags_of(claim))
            self["checks"].choices = [(code, say(words)) for code, words in lines]
        for field in self:
            field.id = f"{self.path}-{field.id}"

    @property
    def claims_more(self) -> bool:
        """Are more hours claimed than were worked out?"""
        claimed, computed = self.claim.units_claimed, self.claim.units_computed
        return claimed is not None and computed is not None and claimed > computed

    def is_optional(self, field: Any) -> bool:
        """May be left blank whatever else is answered."""
        return isinstance(field, FilesField) or (self.step in HOURS_LABELS and field.name == "note")

    def lay(self, findings: Iterable[Finding]) -> None:
        """Findings at their fields; the summary names each line of the checklist, the list itself says it once."""
        super().lay(findings)
        if "checks" in self and len(self["checks"].errors) > 1:
            self["checks"].errors = [gettext("Not every line is ticked.")]

    def given(self, sent: Any) -> dict[str, Any]:
        """What the act is given of a form's data: the answers that this step asks for, as they were typed."""
        found = {name: sent.get(name, "") for name in ("hours", "reason", "note", "document") if name in self}
        if "checks" in self:
            found["checks"] = sent.getlist("checks")  # a list: `all` stands for no line, least of all for a flag
        return found

    @property
    def is_bare(self) -> bool:
        """The step asks for nothing: its form is one button."""
        return not self.inputs()

    @property
    def is_against(self) -> bool:
        """Does it set the claim back, or end it?"""
        return self.step in steps.AGAINST or WITHDRAWN in self._targets()

    @property
    def look(self) -> str:
        """How its button looks: `grave` where it ends something, `quiet` where it sets back what can be mended."""
        if not self.is_against:
            return ""
        return "quiet" if self._targets() == {RETURNED} else "grave"

    def _targets(self) -> set[str]:
        return {row.target for row in steps.STEPS if row.name == self.step}

    @property
    def takes_files(self) -> bool:
        return any(isinstance(field, FilesField) for field in self)

    def inputs(self) -> list[Any]:
        """What there is to fill in, in the order of the table."""
        return [field for field in self if field.name not in ("seen_version", "csrf_token")]

    def written(self) -> list[tuple[str, str]]:
        """What was typed, as (label, text), for a page on which the form has no place any more."""
        texts = (field for field in self if field.name in ("hours", "reason", "note", "document"))
        return [(str(field.label.text), word_of(field)) for field in texts if field.data]


def step_form(step: str, claim: Any, typed: Any = None) -> StepForm:
    """The form of the step for this claim: blank but for the hours that stand before, or with what was `typed`."""
    return _class_of(step, claim.kind)(step, claim, typed)


@cache
def _class_of(step: str, kind_code: str) -> type[StepForm]:
    asks = steps.ASKS[step]
    fields: dict[str, Any] = {name: maker(step) for name in asks if (maker := _MAKERS.get(name))}
    if "evidence" in asks:
        pieces = KINDS[kind_code].evidence
        fields |= {f"evidence-{piece.name}": FilesField(later(piece.label)) for piece in pieces}
    return type(f"{step}_form", (StepForm,), fields)


def _hours(step: str) -> Any:
    return NumberField(later(HOURS_LABELS[step]), decimal=True)


def _reason(step: str) -> Any:
    return ChoiceField(later(REASON_IF_CHANGED if step in HOURS_LABELS else decision.REASON.label))


def _note(step: str) -> Any:
    return TextAreaField(later(NOTE_LABELS[step]), render_kw={"rows": "3", "maxlength": str(decision.NOTE.max_length)})


def _document(_step: str) -> Any:
    help_ = N_("Asked for once the year is locked; may be blank before.")
    return StringField(later(decision.DOCUMENT.label), description=later(help_), render_kw={"maxlength": "100"})


def _checks(_step: str) -> Any:
    return TicksField(later(N_("Checklist")))


_MAKERS = {"checks": _checks, "hours": _hours, "reason": _reason, "note": _note, "document": _document}


def _beforehand(step: str, claim: Any) -> Mapping[str, Any]:
    """The hours that stand before: confirmed ones for the verifier, else the claimed ones."""
    before = claim.units_reviewed if step == "verify" and claim.units_reviewed is not None else claim.units_claimed
    return {"seen_version": str(claim.version), "hours": hours(before)}
