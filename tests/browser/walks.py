"""What people do on the pages, step by step, as they do it: log in, file, submit, decide."""

from __future__ import annotations

import re
from itertools import cycle

from playwright.sync_api import FilePayload, Locator, Page, expect

from ce_workflow.kinds import KINDS
from tests import corpus
from tests.answers import EVIDENCE, answers
from tests.browser.words import zh
from tests.cast import PASSWORD

PHONE = 390
STEPS = ("what", "when", "evidence", "check")
STEPS_ARE_READY = "() => matchMedia('(scripting: none)').matches || document.querySelector('form.stepped')"
CLAIM = re.compile(r"/claims/(\d+)$")


def log_in(page: Page, username: str) -> None:
    """By the form, as anybody does who was sent to it."""
    page.goto("/")
    expect(page).to_have_url(re.compile("/login"))
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").click()
    expect(page.locator("header .who")).to_be_visible()


def log_out(page: Page) -> None:
    page.locator("header .menu > summary").click()
    page.locator("form[action='/logout'] button").click()
    expect(page).to_have_url(re.compile("/login"))


def fill_in(page: Page, kind: str, **changes: str) -> dict[str, str]:
    """Answer every question of the kind's form that the page shows; what was answered."""
    typed = {name: text for name, text in answers(kind, **changes).items() if text is not None}
    for name, text in typed.items():
        box = page.locator(f"[name={name}]")
        reach(page, box)
        if is_choice(kind, name):
            box.select_option(text)
        else:
            box.fill(text)
    return typed


def reach(page: Page, wanted: Locator) -> None:
    """Go to the step of the form in which this is, where a narrow screen shows one step at a time."""
    page.wait_for_function(STEPS_ARE_READY)
    for _ in STEPS:
        if wanted.is_visible():
            return
        there, here = (STEPS.index(str(one.get_attribute("id"))) for one in (step_of(wanted), page.locator(".is-here")))
        page.get_by_role("button", name=zh("Next" if there > here else "Previous step"), exact=True).click()
    expect(wanted).to_be_visible()


def step_of(wanted: Locator) -> Locator:
    return wanted.locator("xpath=ancestor::fieldset[@data-step]")


def save_button(page: Page) -> Locator:
    """The one that saves the form of a claim."""
    return page.locator("form[data-filing] button[type=submit]:not([data-trial])")


def save(page: Page) -> None:
    """Save the form of a claim."""
    reach(page, save_button(page))
    save_button(page).click()


def is_choice(kind: str, name: str) -> bool:
    return any(field.name == name and field.type in ("choice", "yes_no") for field in KINDS[kind].fields)


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


def add_papers(page: Page, kind: str) -> None:
    """Choose a file for each piece of evidence."""
    for name, paper in papers(kind).items():
        box = page.locator(f"[name={name}]")
        reach(page, box)
        box.set_input_files([paper])


def number_of(page: Page) -> int:
    """The claim whose page this is."""
    expect(page).to_have_url(CLAIM)
    found = CLAIM.search(page.url)
    assert found
    return int(found[1])


def form_of(page: Page, claim_id: int, step: str) -> Locator:
    """The form of a step on the claim's page, opened."""
    form = page.locator(f"form[action='/claims/{claim_id}/{step}']")
    expect(form).to_have_count(1)
    fold = page.locator("details", has=form)
    if fold.count() and fold.get_attribute("open") is None:
        fold.locator("summary").click()
    return form


def press(form: Locator) -> None:
    """The one button of a form."""
    form.locator("button").click()


def done(page: Page) -> Locator:
    """What the page says was done."""
    return page.locator(".notice-done")


def draft(page: Page, kind: str, **changes: str) -> tuple[int, dict[str, str]]:
    """From the chooser to a saved draft with its evidence; its number and what was typed."""
    page.goto("/")
    page.get_by_role("link", name=zh("Claim hours"), exact=True).click()
    page.get_by_role("link", name=zh(KINDS[kind].label), exact=True).click()
    typed = fill_in(page, kind, **changes)
    add_papers(page, kind)
    save(page)
    claim_id = number_of(page)
    expect(done(page)).to_have_text(zh("The draft is saved. The deciders see it only after you submit it."))
    return claim_id, typed


def submit(page: Page, claim_id: int) -> None:
    press(form_of(page, claim_id, "submit"))
    expect(done(page)).to_have_text(zh("The claim is submitted."))


def take_up(page: Page, title: str) -> None:
    """The claim with this title, from one's desk."""
    page.goto("/desk/")
    page.locator("main table a", has_text=title).click()
    expect(page.locator("h1")).to_have_text(title)


def tick_all(form: Locator) -> None:
    """Every line of the checklist."""
    for line in form.locator("[name=checks]").all():
        line.check()


def confirm(page: Page, claim_id: int, step: str, hours: str) -> None:
    """Tick the checklist, agree to the hours, and send it."""
    form = form_of(page, claim_id, step)
    expect(form.locator("[name=hours]")).to_have_value(hours)
    tick_all(form)
    press(form)
    expect(done(page)).to_be_visible()
