"""Rule sets on the web: read by everybody in the house, written by those whose rules they are."""

from __future__ import annotations

import io
import re

import pytest

from ce_workflow.cli import packaged
from ce_workflow.web.language import COOKIE
from tests.acts.rules import HEALTH, city_text
from tests.web.conftest import page_of

pytestmark = pytest.mark.template("cast")
FIRST = "/rules/chengdu-2019.1"


def keep(visitor, text, do="keep", **given):
    return visitor.send("/rules/new", text=text, do=do, **given)


def publish(visitor, version):
    return visitor.send(f"/rules/{version}", to=f"/rules/{version}/publish")


# --- reading --------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["claimant", "unit", "sector", "city", "base", "auditor", "admin"])
def test_everybody_in_the_house_reads_the_rules(client_as, who):
    visitor = client_as(who)
    assert FIRST in visitor.page("/rules/").links
    text = " ".join(visitor.page(FIRST).text.split())
    assert "8 hours for each of “Days of the stay”, without “Travel days”" in text
    assert "platform default, no published figure" in text
    assert "泰州市专业技术人员继续教育学时认定标准" in text
    assert "成人社函〔2019〕200号 三（三）1" in text
    assert "Publish these rules" not in text


def test_who_has_not_logged_in_is_asked_to(visitor):
    assert visitor.get("/rules/").status_code == 302


def test_the_document_is_downloaded_as_it_was_written(client_as):
    answer = client_as("claimant").get(f"{FIRST}/text")
    assert answer.get_data(as_text=True) == packaged.rule_sets()[0]
    assert answer.headers["Content-Disposition"] == "attachment; filename=chengdu-2019.1.toml"


@pytest.mark.parametrize("version", ["chengdu-2019.9", "nothing", "%00", "%ED%A0%80"])
def test_what_is_not_there_is_not_found(client_as, version):
    assert client_as("city").get(f"/rules/{version}").status_code in (400, 404)


def test_it_is_read_in_chinese(client_as):
    visitor = client_as("claimant")
    visitor.delete_cookie(COOKIE)
    page = visitor.page(FIRST)
    assert page.headings == ["成都市专业技术人员继续教育学时管理办法（2019年度）"]
    assert "本地尚未公布标准" in page.text


def test_the_navigation_and_the_guide_lead_there(client_as):
    assert "/rules/" in client_as("sector").page("/desk/").links
    assert "/rules/" in client_as("claimant").page("/help/").links


@pytest.mark.parametrize("who", ["claimant", "unit", "base", "auditor", "admin"])
def test_who_makes_no_rules_finds_them_in_the_menu(client_as, who):
    page = client_as(who).page("/providers")
    assert page.html.count('href="/rules/"') == 1
    assert "/rules/" in page.html.partition('class="menu-sheet"')[2].partition("</details>")[0]


def test_rules_in_force_drafts_and_replaced_ones_stand_apart_the_newest_first(client_as):
    visitor = client_as("city")
    for version in (2, 3):
        keep(visitor, city_text(version))
        publish(visitor, f"chengdu-2019.{version}")
    keep(visitor, city_text(4))
    listed = visitor.page("/rules/").text
    places = [
        "Published rules",
        "chengdu-2019.3",
        "Drafts",
        "chengdu-2019.4",
        "Replaced rules",
        "chengdu-2019.2",
        FIRST[7:],
    ]
    assert [listed.index(one) for one in places] == sorted(listed.index(one) for one in places)
    assert "Drafts" not in client_as("claimant").page("/rules/").text


# --- writing --------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["claimant", "unit", "auditor", "admin"])
def test_others_write_no_rules(client_as, who):
    assert client_as(who).get("/rules/new").status_code == 403


def test_faults_stand_beside_their_lines_and_the_text_stays(client_as):
    text = city_text(2).replace("hours = 15", "hours = 1.5").replace("year = 2019", "year = 2031", 1)
    for do in ("check", "keep"):
        answer = keep(client_as("city"), text, do)
        page = page_of(answer)
        assert answer.status_code == 422
        assert f"Line {text[: text.index('hours = 1.5')].count(chr(10)) + 1}" in page.text
        assert "1.5 is written as a float" in page.text
        assert "The year 2031 is not there yet." in page.text
        [kept] = page.form("/rules/new").values()["text"]
        assert kept.split() == text.split()


def test_who_may_not_be_and_what_is_misspelt_are_said_at_once(client_as):
    """Authority, year and version are looked at though the title, a figure and a name are wrong too."""
    text = city_text(0).replace("year = 2019", "year = 2031", 1).replace("title = {", "titel = {", 1)
    text = text.replace('authority = "chengdu"', 'authority = "atlantis"', 1).replace("hours = 15", "hours = 1.5")
    said = page_of(keep(client_as("city"), text, "check")).text
    for one in ("“atlantis” makes no rules here", "The year 2031 is not there yet", "Is “title” meant?", "as a float"):
        assert one in said
    said = page_of(keep(client_as("city"), city_text(0).replace("hours = 15", "hours = 1.5"), "check")).text
    assert "Write: version = 2" in said or "and never changes" in said
    assert "as a float" in said


def test_a_file_that_is_no_toml_is_answered_in_the_readers_language(client_as):
    visitor = client_as("city")
    visitor.delete_cookie(COOKIE)
    said = page_of(keep(visitor, city_text(2).replace("hours = 15", "hours ＝ 15"), "check")).text
    assert "此处的全角符号 ＝ 请改为半角符号 =" in said
    assert "TOML:" not in said


def test_a_good_text_is_checked_and_nothing_is_kept(client_as):
    visitor = client_as("city")
    answer = keep(visitor, city_text(2), "check")
    assert answer.status_code == 200
    assert "It would be chengdu-2019.2" in page_of(answer).text
    assert "chengdu-2019.2" not in visitor.page("/rules/").text


def test_a_draft_is_kept_read_and_published(client_as):
    visitor = client_as("city")
    answer = keep(visitor, city_text(2).replace("\n", "\r\n"))
    assert (answer.status_code, answer.location) == (303, "/rules/chengdu-2019.2")
    assert "It replaces chengdu-2019.1." in visitor.page("/rules/chengdu-2019.2").text
    assert client_as("claimant").get("/rules/chengdu-2019.2").status_code == 404
    assert publish(visitor, "chengdu-2019.2").status_code == 303
    assert "Replaced by" in client_as("claimant").page(FIRST).text
    assert "chengdu-2019.2" in client_as("claimant").page("/rules/").text


def test_a_file_takes_the_place_of_the_text(client_as):
    file = (io.BytesIO(city_text(2).encode()), "rules.toml")
    assert keep(client_as("city"), "", file=file).status_code == 303
    wrong = (io.BytesIO("标题".encode("gb18030")), "rules.toml")
    answer = keep(client_as("city"), "", file=wrong)
    assert answer.status_code == 422
    assert "Save it as UTF-8" in page_of(answer).text


def test_what_was_published_is_not_written_over(client_as):
    assert keep(client_as("city"), city_text(1, "Another")).status_code == 409
    assert keep(client_as("sector"), city_text(2)).status_code == 403


def test_a_draft_that_moved_on_is_not_published(client_as):
    visitor = client_as("city")
    keep(visitor, city_text(2))
    form = visitor.page("/rules/chengdu-2019.2").form("/rules/chengdu-2019.2/publish")
    keep(visitor, city_text(2, "Another"))
    answer = visitor.send_form(form)
    assert answer.status_code == 409
    assert "has changed since you opened it" in page_of(answer).text


def test_a_narrower_set_shows_what_it_inherits_and_from_where(client_as):
    visitor = client_as("sector")
    assert keep(visitor, HEALTH).status_code == 303
    assert publish(visitor, "chengdu-health-2019.1").status_code == 303
    page = client_as("claimant").page("/rules/chengdu-health-2019.1")
    assert "2 hours for each of “Class hours”" in page.text
    assert "inherited from chengdu-2019.1" in page.text
    assert FIRST in page.links


def test_nobody_publishes_the_draft_of_others(client_as):
    keep(client_as("city"), city_text(2))
    visitor = client_as("sector")
    page = visitor.page("/rules/chengdu-2019.2")
    assert "/rules/chengdu-2019.2/publish" not in [form.action for form in page.forms]
    token = page.forms[0].values()["csrf_token"]
    assert visitor.post("/rules/chengdu-2019.2/publish", data={"csrf_token": token}).status_code == 403


def test_the_next_version_begins_with_its_own_number(client_as):
    [text] = client_as("city").page("/rules/new?after=chengdu-2019.1").form("/rules/new").values()["text"]
    assert re.search(r"(?m)^version = 2\r?$", text)
    assert "version = 1\n" not in text.replace("\r\n", "\n")


def test_the_first_rules_of_an_authority_begin_as_version_1(client_as):
    [text] = client_as("sector").page("/rules/new").form("/rules/new").values()["text"]
    assert "\nversion = 1\n" in text.replace("\r\n", "\n")


def test_hundreds_of_words_in_one_line_can_still_be_read(client_as):
    words = [f"word_{place}" for place in range(500)]
    table = "[ways.training.base.hours]\n" + "\n".join(f"{word} = 1" for word in words)
    asked = "[\n" + ",\n".join(f'"{word}"' for word in words) + "\n]"
    text = HEALTH.replace("hours = 2", f"when.title = {asked}").replace(
        'for_each = "class_hours"', 'by = "organiser"\notherwise = 1'
    )
    visitor, claimant = client_as("sector"), client_as("claimant")
    assert keep(visitor, text + table).status_code == 303
    publish(visitor, "chengdu-health-2019.1")
    for reader, page in ((visitor, "/rules/chengdu-health-2019.1"), (claimant, "/claims/new")):
        read = reader.page(page).text
        assert "word_0" in read
        assert "word_499" in read
