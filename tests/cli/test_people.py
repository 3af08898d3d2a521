"""`flask people`: rosters and accounts from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from ce_workflow.acts.passwords import verify_password
from ce_workflow.cli.packaged import DEMO
from ce_workflow.store.database import db
from ce_workflow.store.tables import Event, Organisation, Person, User
from tests import cast
from tests.cli.typed import done, typed

pytestmark = pytest.mark.template("cast")

ROSTER = "name,id_number,unit_code,title_level,quality_talent\n"
NUMBER = "51999919850914808X"
PASSWORD = {"CE_NEW_PASSWORD": "a password of mine"}


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> str:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return str(path)


def persons(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Person)) or 0


def test_the_sample_roster_is_loaded_once(app: Flask) -> None:
    files = ("--units", str(DEMO / "units.csv"), "--roster", str(DEMO / "roster.csv"))
    before = persons(app)
    assert "professionals: 1200 new" in done(app, "people", "load", *files)
    assert persons(app) == before + 1200
    again = done(app, "people", "load", *files)
    assert "units: 0 new, 0 changed" in again
    assert "0 new, 0 changed, 1200 unchanged" in again
    done(app, "trail", "verify")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_what_changed_is_named_without_naming_the_person(app: Flask, tmp_path: Path, encoding: str) -> None:
    first = write(tmp_path, "first.csv", f"{ROSTER}苏熙军,{NUMBER},U00001,无,否\n", encoding)
    second = write(tmp_path, "second.csv", f"{ROSTER}苏熙军,{NUMBER.lower()},U00002,正高级,否\n", encoding)
    done(app, "people", "load", "--roster", first)
    said = done(app, "people", "load", "--roster", second)
    assert "苏* of U00002: changed unit, title_level" in said
    assert NUMBER not in said


def test_a_unit_that_changed_is_named(app: Flask, tmp_path: Path) -> None:
    heading = "code,name,department,district,kind\n"
    file = write(tmp_path, "units.csv", f"{heading}U00001,示例001医院,510112-health,510112,institution\n")
    with app.app_context():
        db.session.add(Organisation(code="510112-health", kind="department", name="龙泉驿区卫生健康局"))
        db.session.commit()
    assert "U00001: changed department" in done(app, "people", "load", "--units", file)
    with app.app_context():
        last = select(Event.body).where(Event.stream == "org:U00001").order_by(Event.seq.desc())
        assert '"extra":{"department":"510112-health",' in str(db.session.scalars(last).first())


def test_a_roster_with_wrong_lines_is_refused_with_every_one(app: Flask, tmp_path: Path) -> None:
    lines = [
        "苏熙军,51999919850914808X,U00001,无,否",
        "苏熙军,51999919850914808x,U00001,无,否",
        "苏熙军,519999198509148081,U00001,无,否",
        "苏熙军,519999198502308081,U00001,无,否",
        ",51999919660621553X,U00001,无,否",
        "苏熙军,51999919660621553X,U77777,大师,也许",
        '苏熙军,"51999919660621553X\n",U00001,无,否',
    ]
    file = write(tmp_path, "roster.csv", ROSTER + "\n".join(lines) + "\n")
    before = persons(app)
    result = typed(app, "people", "load", "--roster", file)
    assert (result.exit_code, result.stdout, persons(app)) == (1, "", before)
    for fault in (
        "line 3: The identity number stands in line 2 already.",
        "line 4: The last character of the identity number",
        "line 5: The date of birth",
        "line 6: The name is missing.",
        "line 7: There is no unit with the code “U77777”.",
        "line 7: “大师” is not a level of titles.",
        "line 7: Quality talent",
        "line 8: The identity number contains a line break",
    ):
        assert f"roster.csv, {fault}" in result.stderr
    assert "519999" not in result.stderr


@pytest.mark.parametrize(
    ("text", "encoding", "says"),
    [
        ("姓名,证件\n苏熙军,1\n", "utf-8", "lacks these columns: name, id_number"),
        (ROSTER + "苏", "utf-16", "cannot be read as a table"),
        (ROSTER + '苏,"1\n', "utf-8", "cannot be read as a table"),
    ],
)
def test_a_file_that_is_no_roster_is_refused(app: Flask, tmp_path: Path, text: str, encoding: str, says: str) -> None:
    result = typed(app, "people", "load", "--roster", write(tmp_path, "roster.csv", text, encoding))
    assert result.exit_code == 1
    assert says in result.stderr
    with app.app_context():
        asked = select(Event.body).where(Event.stream == "security", Event.action == "refused")
        assert '"act":"people_load","code":"rules_broken"' in db.session.scalars(asked).one()


@pytest.mark.parametrize("words", [(), ("--roster", "nowhere.csv"), ("--units",)])
def test_bad_usage_ends_with_two(app: Flask, words: tuple[str, ...]) -> None:
    assert typed(app, "people", "load", *words).exit_code == 2


def test_an_account_is_made_with_its_role(app: Flask) -> None:
    number = cast.id_number(4)
    done(app, "people", "add-user", "third", "--role", "reviewer", "--of", "U00001", "--person", number, env=PASSWORD)
    assert cast.actor(app, "third").scopes == ("U00001",)
    with app.app_context():
        user = db.session.scalars(select(User).where(User.username == "third")).one()
        assert db.session.get_one(Person, user.person_id).name == cast.NAMES[cast.HOSPITAL][4]
        assert verify_password(user.password_hash, PASSWORD["CE_NEW_PASSWORD"])


def test_an_account_that_is_there_gets_the_role_beside(app: Flask) -> None:
    done(app, "people", "add-user", "unit", "--role", "reviewer", "--of", "U00002")
    assert cast.actor(app, "unit").scopes == ("U00001", "U00002")


def test_a_password_is_asked_for(app: Flask) -> None:
    words = ("people", "add-user", "asked", "--role", "city", "--of", "chengdu")
    done(app, *words, input="a password of mine\na password of mine\n")
    assert cast.actor(app, "asked").role == "city"


def test_a_person_on_no_roster_is_found_by_a_later_one(app: Flask, tmp_path: Path) -> None:
    words = ("--role", "verifier", "--of", "chengdu-health", "--person", NUMBER)
    done(app, "people", "add-user", "early", *words, env=PASSWORD)
    roster = write(tmp_path, "roster.csv", f"{ROSTER}苏熙军,{NUMBER},U00001,无,否\n")
    assert "0 new, 1 changed" in done(app, "people", "load", "--roster", roster)
    assert cast.actor(app, "early").person_id


@pytest.mark.parametrize(
    ("words", "env", "says"),
    [
        (("short", "--role", "auditor"), {"CE_NEW_PASSWORD": "short"}, "at least 10 characters"),
        (("user-name-1", "--role", "auditor"), {"CE_NEW_PASSWORD": "User-Name-1"}, "is the user name"),
        (("long", "--role", "auditor"), {"CE_NEW_PASSWORD": "长" * 70}, "at most 200 bytes"),
        (("Bad Name", "--role", "auditor"), PASSWORD, "A user name has"),
        (("new", "--role", "reviewer"), PASSWORD, "write the code of the organisation"),
        (("new", "--role", "reviewer", "--of", "chengdu"), PASSWORD, "not the kind of organisation"),
        (("new", "--role", "auditor", "--person", "123"), PASSWORD, "18 characters"),
        (("unit", "--role", "claimant", "--person", NUMBER), {}, "belongs to another person"),
        (("unit", "--role", "reviewer", "--of", "U00001"), {}, "holds this role already"),
        (("auditor", "--role", "admin"), {}, "three persons"),
    ],
)
def test_an_appointment_that_cannot_be_is_refused(
    app: Flask, words: tuple[str, ...], env: dict[str, str], says: str
) -> None:
    before = persons(app)
    result = typed(app, "people", "add-user", *words, env=env)
    assert (result.exit_code, result.stdout, persons(app)) == (1, "", before)
    assert says in result.stderr


def test_the_operator_is_named_in_the_trail(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "ops")
    done(app, "people", "add-user", "new", "--role", "auditor", env=PASSWORD)
    with app.app_context():
        last = str(db.session.scalars(select(Event.body).order_by(Event.id.desc())).first())
    assert '"action":"grant","actor_operator":"ops","actor_role":"system"' in last
