"""People of the cast, each at a screen of their own: what they do with a claim, whatever they use the pages with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

from ce_workflow.kinds import KINDS
from tests.answers import DECISIONS, EVIDENCE
from tests.browser.conftest import WIDE, OpenPage
from tests.browser.hands import POINTER, Hands
from tests.browser.keys import Keys
from tests.browser.walks import (
    PHONE,
    add_papers,
    answer,
    done,
    draft,
    form_of,
    go_to,
    log_in,
    number_of,
    press,
    save,
    say,
    submit,
)
from tests.browser.words import zh

HOW = ("pointer", "without script", "keys")


@dataclass(frozen=True)
class Seat:
    """How wide the screen is, and what is used: a pointer, a pointer where no script runs, or the keyboard alone."""

    width: int
    how: str

    def page(self, open_page: OpenPage) -> tuple[Page, Hands]:
        if self.how == "keys":
            page = open_page(self.width)
            return page, Keys(page)
        touched = {"has_touch": True, "is_mobile": True} if self.width == PHONE else {}
        return open_page(self.width, java_script_enabled=self.how != "without script", **touched), POINTER

    def __str__(self) -> str:
        return f"{self.width} {self.how}"


SEATS = tuple(Seat(width, how) for how in HOW for width in (PHONE, WIDE))


@dataclass(frozen=True)
class Filed:
    """A claim as its writer knows it."""

    id: int
    kind: str
    title: str
    hours: str


class Person:
    """Somebody who has logged in. The address is typed once; from then on only what the pages offer is used."""

    def __init__(self, open_page: OpenPage, seat: Seat, username: str) -> None:
        self.page, self.hands = seat.page(open_page)
        log_in(self.page, username, self.hands)

    # --- who claims ---------------------------------------------------------------------

    def files(self, kind: str, **changes: str) -> Filed:
        """Drafts a claim, looks at it, and submits it."""
        claim_id, typed = draft(self.page, kind, self.hands, **changes)
        expect(self.page.locator(".files > li")).to_have_count(len(EVIDENCE[kind]))
        expect(self.page.locator(".files a[href$='/evidence/1']")).to_be_visible()
        self.submits(claim_id)
        return Filed(claim_id, kind, typed["title"], typed["hours_claimed"])

    def submits(self, claim_id: int) -> None:
        submit(self.page, claim_id, self.hands)
        expect(self.page.locator(".receipt")).to_contain_text(f"claim:{claim_id}:")

    def opens(self, claim: Filed, state: str) -> None:
        """From the first page; there it is in this state."""
        self.go_home()
        self.hands.go(self.line_of(claim).locator(".claim-line-title a"))
        self.sees(claim, state)

    def corrects(self, claim: Filed, **changes: str) -> Filed:
        """What was sent back: changes answers, takes away the first file, adds others, and submits it again."""
        self.go_home()
        self.hands.go(self.line_of(claim).locator(".claim-line-do a"))
        expect(self.page.locator("#last-word-title")).to_be_visible()
        self.puts_right(claim.kind, changes, drop=True)
        assert number_of(self.page) == claim.id
        expect(self.page.locator(".files > li")).to_have_count(2 * len(EVIDENCE[claim.kind]) - 1)
        self.submits(claim.id)
        return Filed(claim.id, claim.kind, changes["title"], claim.hours)

    def claims_anew(self, claim: Filed, **changes: str) -> Filed:
        """What was revoked, by a new claim that corrects it."""
        self.opens(claim, "revoked")
        self.hands.go(self.page.get_by_role("link", name=zh("Correct it by a new claim"), exact=True))
        self.puts_right(claim.kind, changes)
        claim_id = number_of(self.page)
        self.submits(claim_id)
        return Filed(claim_id, claim.kind, changes["title"], changes["hours_claimed"])

    def puts_right(self, kind: str, changes: dict[str, str], *, drop: bool = False) -> None:
        """Changes a form that is filled in already, and saves it."""
        answer(self.page, kind, changes, self.hands)
        add_papers(self.page, kind, self.hands)
        if drop:
            self.hands.tick(self.page.locator("[name=drop]").first)
        save(self.page, self.hands)

    def has_in_the_ledger(self, claim: Filed, *figures: str) -> None:
        """These entries of the year under the claim's name, its own hours in the sum, and the claim behind them."""
        go_to(self.page, "Hours ledger", self.hands)
        entries = zh("Every entry of %(year)s") % {"year": 2019}
        self.hands.go(self.page.locator("main").get_by_role("link", name=entries, exact=True))
        entries = self.page.locator("main tbody tr", has_text=claim.title)
        expect(entries.locator("td.number")).to_have_text(list(figures))
        public, professional, total = self.page.locator(".measure-figure strong").all_text_contents()
        here, there = (public, professional) if KINDS[claim.kind].category == "public" else (professional, public)
        assert (here, there, total) == (claim.hours, "0", claim.hours)
        self.hands.go(entries.get_by_role("link"))
        self.sees(claim, "credited")

    def go_home(self) -> None:
        self.hands.go(self.page.locator("header .brand"))
        expect(self.page.locator("h1")).to_have_text(zh("My hours"))

    def line_of(self, claim: Filed) -> Locator:
        return self.page.locator(".claim-line", has_text=claim.title)

    # --- who decides --------------------------------------------------------------------

    def takes_up(self, claim: Filed) -> None:
        """From the desk."""
        go_to(self.page, "Desk", self.hands)
        self.hands.go(self.page.locator("main table a", has_text=claim.title))
        expect(self.page.locator("h1")).to_have_text(claim.title)
        assert f"/desk/{claim.id}" in self.page.url

    def confirms(self, claim: Filed, step: str) -> None:
        """Agrees to the hours after the checklist."""
        self.takes_up(claim)
        hours = form_of(self.page, claim.id, step, self.hands).locator("[name=hours]")
        expect(hours).to_have_value(claim.hours)
        self.takes(claim, step)

    def decides(self, claim: Filed, step: str) -> None:
        self.takes_up(claim)
        self.takes(claim, step)

    def has_nothing_to_decide(self) -> None:
        go_to(self.page, "Desk", self.hands)
        expect(self.page.locator("main .empty")).to_be_visible()

    def may_not_decide(self, claim: Filed) -> None:
        """The desk says so at the claim."""
        go_to(self.page, "Desk", self.hands)
        expect(self.page.locator("main tr.closed", has_text=claim.title)).to_be_visible()

    # --- both ---------------------------------------------------------------------------

    def looks_up(self, claim: Filed, state: str) -> None:
        """Among all claims, also those that wait for nobody; there it is in this state."""
        go_to(self.page, "Claims", self.hands)
        self.hands.go(self.page.locator("main").get_by_role("link", name=claim.title, exact=True))
        self.sees(claim, state)

    def sees(self, claim: Filed, state: str) -> None:
        """The page of the claim in this state."""
        expect(self.page.locator("h1")).to_have_text(claim.title)
        expect(self.page.locator(f".now .badge-{state}")).to_be_visible()

    def takes(self, claim: Filed, step: str, **more: Any) -> None:
        """A step by its form on the page, as the cast fills it in."""
        form = form_of(self.page, claim.id, step, self.hands)
        say(form, DECISIONS.get(step, {}) | more, self.hands)
        press(form, self.hands)
        expect(done(self.page)).to_be_visible()

    def reads(self, *said: str) -> None:
        """These words, first of all on the page of a claim."""
        word = self.page.locator("section", has=self.page.locator("#last-word-title, #against-title"))
        for words in said:
            expect(word.first).to_contain_text(words)
