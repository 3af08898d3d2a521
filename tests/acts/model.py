"""The life of claims as a plain machine, written apart from the house: it imports nothing of it.

One unit, department, district and the city; a grant is (name, role), a desk the role that sits there.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

SECTOR = ("verifier", "district", "city")
FILERS = ("claimant", "reviewer", "verifier", "base")
LIVE = ("submitted", "unit_reviewed", "sector_verified", "credited", "returned", "appealed")
DECISIONS = ("review", "verify", "send_back", "reject", "revoke", "uphold", "overturn")
FILING_CLOSES, DECIDING_CLOSES, LOCKED = 40, 100, 120


class Model:
    def __init__(self, route: str, notice: int, grants: set[tuple[str, str]]) -> None:
        self.route, self.notice, self.grants, self.today = route, notice, grants, 0
        self.claims: dict[int, SimpleNamespace] = {}
        self.balance: dict[str, int] = {}

    def create(self, number: int, name: str, given: dict[str, Any]) -> None:
        blank = dict.fromkeys(("desk", "reviewed", "recognised", "filed", "due"))
        first = {"state": "draft", "version": 1, "route": "", "moved": self.today, "appeals": 0, "deeds": []}
        self.claims[number] = SimpleNamespace(**blank, **first, **given, person=name)

    def refuses(self, step: str, number: int, name: str, role: str, seen: int | None, given: dict[str, Any]) -> str:
        """The code of the refusal, empty where the step may be taken; the questions in their order."""
        claim = self.claims[number]
        if role != "system" and (name, role) not in self.grants:
            return "role_needed"
        if role != "system" and not (claim.person == name if role == "claimant" else claim.filed is not None):
            return "not_found"
        if seen is not None and seen != claim.version:
            return "stale"
        target, roles = self.cell(step, claim)
        if not target:
            return "step_not_allowed"
        elsewhere = step in DECISIONS and step != "revoke" and claim.desk != role
        if role not in roles or elsewhere or (step in ("edit", "submit") and role != "claimant"):
            return "not_your_desk"
        if step in DECISIONS and self.barred(claim, step, name, role):
            return "duties_separate"
        if step == "reroute":
            return "" if self.onward(claim) else "not_your_desk"
        return "rules_broken" if self.broken(step, number, given) else ""

    def cell(self, step: str, claim: SimpleNamespace) -> tuple[str, tuple[str, ...]]:
        """Where the step leads and who takes it; nowhere, if there is no such step."""
        state, alone = claim.state, claim.route == "unit_only"
        unit = (state == "submitted" and claim.route != "sector_only") or (state == "unit_reviewed" and alone)
        waits, draft = state in ("submitted", "unit_reviewed"), state in ("draft", "returned")
        holders = ("reviewer",) if unit else SECTOR
        there, target, roles = {
            "edit": (draft, state, FILERS),
            "submit": (draft, "submitted", FILERS),
            "review": (unit and state == "submitted", "unit_reviewed", ("reviewer",)),
            "verify": (waits and not unit, "sector_verified", SECTOR),
            "credit": (state == ("unit_reviewed" if alone else "sector_verified"), "credited", ("system",)),
            "send_back": (waits or state == "sector_verified", "returned", holders),
            "reject": (waits or state == "sector_verified", "rejected", holders),
            "withdraw": (waits or draft, "withdrawn", ("claimant", "system")),
            "reroute": (waits or state == "appealed", state, ("system",)),
            "revoke": (state == "credited", "revoked", SECTOR),
            "appeal": (state in ("rejected", "revoked"), "appealed", ("claimant",)),
            "uphold": (state == "appealed", "rejected", ("district", "city")),
            "overturn": (state == "appealed", "submitted", ("district", "city")),
        }[step]
        return (target, roles) if there else ("", ())

    def barred(self, claim: SimpleNamespace, step: str, name: str, role: str) -> bool:
        """Does separation of duties keep this person from it?"""
        overturned = max((place for place, deed in enumerate(claim.deeds) if deed[1] == "overturn"), default=-1)
        appeal, before = step in ("uphold", "overturn"), {deed[0] for deed in claim.deeds[: overturned + 1]}
        mine = [appeal or (deed[2] == "reviewer") != (role == "reviewer") for deed in claim.deeds if deed[0] == name]
        return claim.person == name or name in before or any(mine)

    def broken(self, step: str, number: int, given: dict[str, Any]) -> bool:
        """Do the rules refuse it?"""
        claim = self.claims[number]
        key, rank = (given["key"], given["rank"]) if step == "edit" else (claim.key, claim.rank)
        others = [c for n, c in self.claims.items() if n != number and c.state in LIVE and c.key == key is not None]
        by_document = any(deed[1] == "revoke" for deed in claim.deeds)  # whoever revokes here names one
        overturned = any(deed[1] == "overturn" for deed in claim.deeds)
        closed = self.today >= LOCKED or (self.today > DECIDING_CLOSES and not overturned)
        taken = any(other.person == claim.person or other.rank == rank for other in others)
        return {
            "edit": taken and claim.state == "returned",
            "submit": taken
            or key is None
            or (closed and not by_document)
            or ((self.today if claim.filed is None else claim.filed) > FILING_CLOSES and not by_document),
            "appeal": taken or self.today > claim.moved + 30 or claim.appeals > 0,
            "credit": (claim.due is not None and self.today < claim.due) or (self.today >= LOCKED and not by_document),
            "overturn": self.today >= LOCKED,  # nobody names a document for it here
        }.get(step, step not in ("withdraw", "revoke", "uphold") and closed and not by_document)

    def take(self, step: str, number: int, name: str, role: str, given: dict[str, Any]) -> None:
        """Take a step that is not refused, with what follows from it by itself."""
        claim = self.claims[number]
        if step == "reroute":
            return self.settle(claim)
        claim.state = self.cell(step, claim)[0]
        claim.version, claim.moved = claim.version + 1, self.today
        if step in DECISIONS:
            claim.deeds.append((name, step, role))
        if step in ("send_back", "reject", "uphold", "overturn"):
            claim.reviewed = claim.recognised = None
        if step not in ("edit", "review", "verify"):
            claim.desk = claim.due = None
        if step == "edit":
            vars(claim).update(given)
        elif step == "submit":
            claim.route, claim.filed = self.route, self.today if claim.filed is None else claim.filed
        elif step in ("credit", "revoke"):
            sign = 1 if step == "credit" else -1
            self.balance[claim.person] = self.balance.get(claim.person, 0) + sign * claim.recognised
        claim.appeals += step == "appeal"
        if step in ("review", "verify"):
            self.decide(step, number, given["hours"])
        if step in ("submit", "appeal", "overturn"):
            self.settle(claim)
        return None

    def decide(self, step: str, number: int, hours: int) -> None:
        """Hours are confirmed; those of a last decision are credited, or will be."""
        claim = self.claims[number]
        claim.reviewed = hours if step == "review" else claim.reviewed
        if step == "review" and claim.route != "unit_only":
            claim.desk = None
            return self.settle(claim)
        claim.recognised, claim.due = hours, self.today + self.notice if self.notice else None
        return None if self.notice else self.take("credit", number, "", "system", {})

    def chain(self, claim: SimpleNamespace) -> tuple[str, ...]:
        if claim.state == "appealed":
            return SECTOR[1:]
        return ("reviewer", *SECTOR) if claim.state == "submitted" and claim.route != "sector_only" else SECTOR

    def onward(self, claim: SimpleNamespace) -> str | None:
        """The desk to which the claim is passed on, None while somebody at its own may decide it."""
        if claim.due is not None or (claim.state, claim.route) == ("unit_reviewed", "unit_only"):
            return None
        chain, step = self.chain(claim), "uphold" if claim.state == "appealed" else "review"
        may = {role for name, role in self.grants if not self.barred(claim, step, name, role)}
        desk = next((role for role in chain[chain.index(claim.desk) :] if role in may), "city")
        return None if desk == claim.desk else desk

    def settle(self, claim: SimpleNamespace) -> None:
        """On the proper desk first, then onward when nobody there may decide."""
        claim.desk = claim.desk or self.chain(claim)[0]
        if desk := self.onward(claim):
            claim.desk, claim.version, claim.moved = desk, claim.version + 1, self.today
            claim.route = "sector_only" if claim.state == "submitted" else claim.route
