"""The ledger of a professional: every entry behind the sum of a year."""

from __future__ import annotations

import re

import pytest

from tests.cast import make_claim, step_with

pytestmark = pytest.mark.template("cast")


def words(page):
    return " ".join(page.text.split())


def test_an_empty_year_says_what_will_appear(client_as):
    assert "No hours have been credited in this year yet" in client_as("claimant").page("/ledger/2019").text


def test_a_credit_is_an_entry_with_its_claim(app, client_as):
    claim_id = make_claim(app, state="credited")
    page = client_as("claimant").page("/ledger/2019")
    assert f"/claims/{claim_id}" in page.links
    assert "Professional subjects +" in words(page)


def test_a_credit_says_line_by_line_how_its_hours_came_about(app, client_as):
    claim_id, visitor = make_claim(app, state="credited"), client_as("claimant")
    [told] = re.findall(r'<ol class="explained">.*?</ol>', visitor.page("/ledger/2019").html, re.DOTALL)
    [on_the_claim] = re.findall(r'<ol class="explained">.*?</ol>', visitor.page(f"/claims/{claim_id}").html, re.DOTALL)
    assert told.split() == on_the_claim.split()


def test_each_entry_has_the_sum_up_to_it(app, client_as):
    for kind in ("training", "conference"):
        make_claim(app, kind, "credited")
    cells = re.findall(
        r'class="number"[^>]*>\+([\d.]+)</td>\s*<td class="sum"[^>]*>([\d.]+)<',
        client_as("claimant").page("/ledger/2019").html,
    )
    (first, sum_of_one), (second, sum_of_both) = cells
    assert sum_of_one == first
    assert float(sum_of_both) == float(first) + float(second)


def test_the_page_of_a_year_names_whose_it_is_and_as_of_when(client_as):
    text = words(client_as("claimant").page("/ledger/2019"))
    assert re.search(r"Name 闫斌静 Unit 示例001医院 As of [A-Z][a-z]{2} \d+, \d{4} \d\d:\d\d", text)


def test_a_revocation_is_an_entry_too_and_the_sum_is_nothing_again(app, client_as):
    claim_id = make_claim(app, state="credited")
    step_with(app, claim_id, "revoke")
    page = client_as("claimant").page("/ledger/2019")
    assert page.links.count(f"/claims/{claim_id}") == 2
    assert "(recognition revoked)" in page.text
    assert words(page).count("How these hours were calculated") == 1
    assert words(page).split("Sum ")[1].startswith("0 ")


def test_the_list_of_years_adds_up(app, client_as):
    make_claim(app, "public_course", "credited")
    text = words(client_as("claimant").page("/ledger/"))
    assert "/ 30" in text
    assert "/ 90" in text


@pytest.mark.parametrize("year", ["1999", "9999", "2019x", "20190", "-1", "0"])
def test_a_year_that_nobody_set_is_not_there(client_as, year):
    client_as("claimant").page(f"/ledger/{year}", status=404)


def test_nobody_sees_the_entries_of_another(app, client_as):
    make_claim(app, state="credited")
    assert "No hours have been credited" in client_as("claimant2").page("/ledger/2019").text


def test_staff_who_claim_too_change_their_role_for_it(app, client_as):
    make_claim(app, state="credited", by="unit")
    assert client_as("unit", "reviewer").get("/ledger/2019").status_code == 403
    assert "+" in words(client_as("unit", "claimant").page("/ledger/2019"))
