"""What people do on the pages, step by step, as they do it: log in, file, submit, decide.

With a pointer, unless other hands are named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import cycle
from typing import Any

from playwright.sync_api import FilePayload, Locator, Page, expect

from ce_workflow.kinds import KINDS
from tests import corpus
from tests.answers import EVIDENCE, answers
from tests.browser.hands import POINTER, Hands
from tests.browser.words import zh
from tests.cast import PASSWORD

PHONE = 390
STEPS = ("what", "when", "evidence", "check")
STEPS_ARE_READY = "() => matchMedia('(scripting: none)').matches || document.querySelector('form.stepped')"
CLAIM = re.compile(r"/claims/(\d+)$")


def log_in(page: Page, username: str, hands: Hands = POINTER) -> None:
    """By the form, as anybody does who was sent to it."""
    page.goto("/")
    expect(page).to_have_url(re.compile("/login"))
    hands.write(page.locator("[name=username]"), username)
    hands.write(page.locator("[name=password]"), PASSWORD)
    hands.go(page.locator("main form button"))
    expect(page.locator("header .who")).to_be_visible()


def log_out(page: Page, hands: Hands = POINTER) -> None:
    hands.press(page.locator("header .menu > summary"))
    hands.go(page.locator("form[action='/logout'] button"))
    expect(page).to_have_url(re.compile("/login"))


def go_to(page: Page, place: str, hands: Hands = POINTER) -> None:
    """By the entry at the top of every page."""
    hands.go(page.locator("header .places").get_by_role("link", name=zh(place), exact=True))


def fill_in(page: Page, kind: str, hands: Hands = POINTER, **changes: str) -> dict[str, str]:
    """Answer every question of the kind's form that the page shows; what was answered."""
    typed = {name: text for name, text in answers(kind, **changes).items() if text is not None}
    answer(page, kind, typed, hands)
    return typed


def answer(page: Page, kind: str, typed: Mapping[str, str], hands: Hands = POINTER) -> None:
    """Answer these questions of the kind's form, from its top to its end."""
    types = {field.name: field.type for field in KINDS[kind].fields}
    shown = page.locator("form[data-filing] [data-field] [name]").evaluate_all("all => all.map(one => one.name)")
    for name in sorted(typed, key=shown.index):
        box = page.locator(f"[name={name}]")
        reach(page, box, hands)
        fill = {"choice": hands.choose, "yes_no": hands.choose, "date": hands.day}.get(types[name], hands.write)
        fill(box, typed[name])


def reach(page: Page, wanted: Locator, hands: Hands = POINTER) -> None:
    """Go to the step of the form in which this is, where a narrow screen shows one step at a time."""
    page.wait_for_function(STEPS_ARE_READY)
    for _ in STEPS:
        if wanted.is_visible():
            return
        there, here = (STEPS.index(str(one.get_attribute("id"))) for one in (step_of(wanted), page.locator(".is-here")))
        way = zh("Next" if there > here else "Previous step")
        hands.press(page.get_by_role("button", name=way, exact=True))
    expect(wanted).to_be_visible()


def step_of(wanted: Locator) -> Locator:
    return wanted.locator("xpath=ancestor::fieldset[@data-step]")


def save_button(page: Page) -> Locator:
    """The one that saves the form of a claim."""
    return page.locator("form[data-filing] button[type=submit]:not([data-trial])")


def save(page: Page, hands: Hands = POINTER) -> None:
    """Save the form of a claim."""
    reach(page, save_button(page), hands)
    hands.go(save_button(page))


def papers(kind: str) -> dict[str, FilePayload]:
    """A file for each piece that the kind must have: PDF, JPEG and PNG in turn."""
    makes = cycle(
        [
            ("扫描件 {}.pdf", "application/pdf", corpus.pdf()),
            ("照片 {}.JPG", "image/jpeg", corpus.jpeg(1)),
            ("截图 {}.png", "image/png", corpus.png(2)),
        ]
    )
    return {
        f"evidence-{piece}": {"name": name.format(piece), "mimeType": media_type, "buffer": content}
        for piece, (name, media_type, content) in zip(EVIDENCE[kind], makes, strict=False)
    }


def add_papers(page: Page, kind: str, hands: Hands = POINTER) -> None:
    """Choose a file for each piece of evidence."""
    for name, paper in papers(kind).items():
        box = page.locator(f"[name={name}]")
        reach(page, box, hands)
        hands.file(box, paper)


def number_of(page: Page) -> int:
    """The claim whose page this is."""
    expect(page).to_have_url(CLAIM)
    found = CLAIM.search(page.url)
    assert found
    return int(found[1])


def form_of(page: Page, claim_id: int, step: str, hands: Hands = POINTER) -> Locator:
    """The form of a step on the claim's page, opened."""
    form = page.locator(f"form[action='/claims/{claim_id}/{step.replace('_', '-')}']")
    expect(form).to_have_count(1)
    fold = page.locator("details", has=form)
    if fold.count() and fold.get_attribute("open") is None:
        expect(form).to_be_hidden()
        hands.press(fold.locator("summary"))
    return form


def press(form: Locator, hands: Hands = POINTER) -> None:
    """The one button of a form."""
    hands.go(form.locator("button"))


def done(page: Page) -> Locator:
    """What the page says was done."""
    return page.locator(".notice-done")


def draft(page: Page, kind: str, hands: Hands = POINTER, **changes: str) -> tuple[int, dict[str, str]]:
    """From the first page by the chooser to a saved draft with its evidence; its number and what was typed."""
    hands.go(page.get_by_role("link", name=zh("Claim hours"), exact=True))
    hands.go(page.get_by_role("link", name=zh(KINDS[kind].label), exact=True))
    typed = fill_in(page, kind, hands, **changes)
    add_papers(page, kind, hands)
    save(page, hands)
    claim_id = number_of(page)
    expect(done(page)).to_have_text(zh("The draft is saved. The deciders see it only after you submit it."))
    return claim_id, typed


def submit(page: Page, claim_id: int, hands: Hands = POINTER) -> None:
    press(form_of(page, claim_id, "submit", hands), hands)
    expect(done(page)).to_have_text(zh("The claim is submitted."))


def tick_all(form: Locator, hands: Hands = POINTER) -> None:
    """Every line of the checklist."""
    for line in form.locator("[name=checks]").all():
        hands.tick(line)


def say(form: Locator, given: Mapping[str, Any], hands: Hands = POINTER) -> None:
    """Fill in the form of a step: its checklist, a reason, words, files."""
    for name, what in given.items():
        box = form.locator(f"[name={name}]")
        if name == "checks":
            tick_all(form, hands)
        elif name == "reason":
            hands.choose(box, what)
        elif name.startswith("evidence-"):
            hands.file(box, what)
        else:
            hands.write(box, what)
