"""Findings and refusals: why the house declines.

A finding is one reason, a refusal is the answer. Each carries a code for programs,
a sentence for people (`Text`, said in the reader's language by the doorway), the
clause it rests on and, for refusals, the HTTP status it would have on the web.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from ce_workflow.words import N_, Text

Level = Literal["refusal", "warning", "flag"]
"""A flag is a warning that the deciders must answer: by a tick beside it, which stands in the trail."""


@dataclass(frozen=True)
class Finding:
    """One thing that a rule has to say about a claim.

    `clause` is a clause of 成人社函〔2019〕200号 ("三(三)2"), or another document with
    its article, or None where the platform's own order asks for it.
    """

    code: str
    text: Text
    clause: str | None = None
    level: Level = "refusal"
    field: str | None = None

    @property
    def refuses(self) -> bool:
        return self.level == "refusal"

    def pack(self) -> dict[str, Any]:
        """A warning as plain JSON values, to be kept and said later in any language."""
        packed = {"code": self.code, "clause": self.clause, "text": self.text.pack()}
        return packed | ({"level": self.level} if self.level == "flag" else {})

    @staticmethod
    def unpack(kept: Mapping[str, Any]) -> Finding:
        """The warning that `pack` made these values of."""
        return Finding(kept["code"], Text.unpack(kept["text"]), kept["clause"], kept.get("level", "warning"))


class Refusal(Exception):
    """The house declines, for a reason that the caller can put right. `recorded`: in the stream `security` already."""

    code: ClassVar[str] = "refused"
    status: int = 400
    says: ClassVar[str] = N_("This cannot be done.")

    def __init__(self, findings: Iterable[Finding] = (), clause: str | None = None, **params: Any) -> None:
        self.findings: Sequence[Finding] = tuple(findings)
        self.clause = clause
        self.text = Text(self.says, **params)
        self.recorded = False
        super().__init__(str(self.text))


class NotFound(Refusal):
    """There is no such thing within the actor's reach; the same answer as for nothing at all."""

    code = "not_found"
    status = 404
    says = N_("There is nothing here, or it lies outside your responsibility.")


class NotYourDesk(Refusal):
    """The actor's role does not take this step, or the claim lies on another desk."""

    code = "not_your_desk"
    status = 403
    says = N_("As %(role)s you cannot do this: the claim is now with %(holder)s.")


class NobodysDesk(NotYourDesk):
    """The actor's role does not take this step, and the claim lies with nobody: it is finished."""

    says = N_("As %(role)s you cannot do this with a claim that is “%(state)s”.")


class RoleNeeded(Refusal):
    """The page or command belongs to another role."""

    code = "role_needed"
    status = 403
    says = N_("This belongs to another role than the one that you take now.")


class DutiesSeparate(Refusal):
    """Separation of duties by natural person forbids it."""

    code = "duties_separate"
    status = 403
    says = N_("%(why)s Somebody else has to decide this claim.")


class Conflict(Refusal):
    """What is asked for does not go together with what is there by now."""

    status = 409


class Moved(Conflict):
    """Somebody else has changed what was read before it was changed."""

    code = "moved"
    says = N_("“%(what)s” has changed since you opened it. Nothing was changed. Read it as it is now, then go on.")


class StepNotAllowed(Conflict):
    """The claim's state has no such step."""

    code = "step_not_allowed"
    says = N_("The claim is “%(state)s”: “%(step)s” is not possible now.")

    def __init__(self, step: Any, state: Any, allowed: Iterable[str] = (), **params: Any) -> None:
        self.allowed = tuple(allowed)
        super().__init__(**({"step": step, "state": state} | params))


class Stale(Conflict):
    """The claim has moved on since the actor saw it."""

    code = "stale"
    says = N_(
        "The claim has changed since you opened it: %(who)s did “%(step)s” on %(at)s. "
        "Read it as it is now before you go on."
    )


class Unseen(Conflict):
    """A decision that does not say which version of the claim the decider has read."""

    code = "unseen"
    says = N_(
        "Nothing was decided: the form does not say which version of the claim you read. "
        "Read it as it is now, then decide."
    )


class RulesBroken(Refusal):
    """One or more findings stand against the act; all of them are named."""

    code = "rules_broken"
    status = 422
    says = N_("To be put right first: %(count)s.")

    def __init__(self, findings: Iterable[Finding], **params: Any) -> None:
        found = tuple(findings)
        super().__init__(found, clause=next((f.clause for f in found if f.clause), None), count=len(found), **params)


class TooMany(Refusal):
    """Too many attempts in too short a time."""

    code = "too_many"
    status = 429
    says = N_("Too many attempts. Please wait %(seconds)s seconds and try again.")


class Busy(Exception):
    """The transaction lost against another one; `transaction` runs the work again."""
