"""`flask rules`: documents looked over, published, listed, read."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from ce_workflow.cli import packaged
from tests.cli.typed import done, typed

pytestmark = pytest.mark.template("cast")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The city's next version."""
    return write(tmp_path / "rules.toml", version=2)


def write(path: Path, version: int = 2, **changes: str) -> Path:
    [text] = packaged.rule_sets()
    text = text.replace("version = 1", f"version = {version}", 1)
    for old, new in changes.items():
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    return path


def line_of(path: Path, written: str) -> int:
    """The line on which this is written first."""
    return path.read_text("utf-8").partition(written)[0].count("\n") + 1


def test_the_citys_set_is_found_whatever_the_working_directory(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert [text.startswith("# The hours of 2019") for text in packaged.rule_sets()] == [True]
    assert "rule sets: 0 new" in done(app, "reference", "load")


@pytest.mark.template("migrated")
def test_loading_the_reference_data_publishes_the_citys_set_once(app: Flask) -> None:
    assert "rule sets: 1 new" in done(app, "reference", "load")
    assert "rule sets: 0 new" in done(app, "reference", "load")
    assert done(app, "rules", "list").startswith("chengdu-2019.1 ")
    assert "as they were written" in done(app, "trail", "verify")


def test_a_good_file_is_told_which_version_it_would_be(app: Flask, file: Path) -> None:
    assert done(app, "rules", "check", str(file)) == f"{file}: no faults; it would be chengdu-2019.2.\n"
    done(app, "rules", "publish", str(file))
    assert "is there already: Published" in done(app, "rules", "check", str(file))


def test_every_fault_stands_in_a_line_of_its_own(app: Flask, tmp_path: Path) -> None:
    file = write(tmp_path / "x.toml", 1, **{"year = 2019": "year = 2031", "hours = 15": "hours = 1.5"})
    result = typed(app, "rules", "check", str(file))
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0].startswith(f"{file}:5: year: The year 2031 is not there yet.")
    at = line_of(file, "hours = 1.5")
    assert f'{file}:{at}: ways.degree.base.1.hours: 1.5 is written as a float. Put it in quotes: "1.5"' in lines
    assert "Then it would be chengdu-2031.1." in result.stderr


def test_what_is_no_text_is_refused(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes("标题".encode("gb18030"))
    for verb in ("check", "publish"):
        result = typed(app, "rules", verb, str(tmp_path / "x.toml"))
        assert result.exit_code == 1
        assert "Save it as UTF-8" in result.stderr


def test_the_operator_publishes_in_nobodys_name_or_in_somebodys(app: Flask, file: Path, tmp_path: Path) -> None:
    assert done(app, "rules", "publish", str(file)) == "chengdu-2019.2 is published.\n"
    assert done(app, "rules", "publish", str(file)) == "chengdu-2019.2 is published.\n"
    third = write(tmp_path / "third.toml", 3)
    assert "chengdu-2019.3 is published" in done(app, "rules", "publish", str(third), "--as", "city")
    lines = done(app, "rules", "list").splitlines()
    assert [line.split()[:2] for line in lines] == [
        ["chengdu-2019.3", "Published"],
        ["chengdu-2019.2", "Replaced"],
        ["chengdu-2019.1", "Replaced"],
    ]
    assert "as they were written" in done(app, "trail", "verify")


@pytest.mark.parametrize("username", ["sector", "claimant", "nobody"])
def test_others_do_not_publish_the_citys_rules(app: Flask, file: Path, username: str) -> None:
    result = typed(app, "rules", "publish", str(file), "--as", username)
    assert result.exit_code == 1
    assert len(done(app, "rules", "list").splitlines()) == 1


def test_faults_are_named_when_it_is_published_too(app: Flask, tmp_path: Path) -> None:
    file = write(tmp_path / "x.toml", 2, **{"hours = 15": "hours = 1.5"})
    result = typed(app, "rules", "publish", str(file))
    assert result.exit_code == 1
    assert f"Line {line_of(file, 'hours = 1.5')}, ways.degree.base.1.hours" in result.stderr


def test_a_set_is_read_in_words_or_as_it_was_written(app: Flask) -> None:
    words = done(app, "rules", "show", "chengdu-2019.1")
    assert "8 hours for each of “Days of the stay”, without “Travel days”" in words
    assert "platform default, no published figure, 泰州市专业技术人员继续教育学时认定标准" in words
    assert done(app, "rules", "show", "chengdu-2019.1", "--text") == packaged.rule_sets()[0]
    assert typed(app, "rules", "show", "chengdu-2019.9").exit_code == 1


def test_it_is_said_in_chinese_too(app: Flask) -> None:
    assert "本地尚未公布标准，按系统暂定标准" in done(
        app, "rules", "show", "chengdu-2019.1", env={"CE_LANGUAGE": "zh_CN"}
    )
