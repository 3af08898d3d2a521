"""The settings: defaults that run, and a production that says all that is missing at once."""

from __future__ import annotations

import stat
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import make_url

import config

PRODUCTION = {
    "CE_ENV": "production",
    "CE_DATABASE_URL": "postgresql://ce:pw@db.example/ce",
    "CE_SECRET_KEY": "s" * 40,
    "CE_KEK": "01" * 32,
    "CE_PEPPER": "02" * 32,
}


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Settings read from nothing but what the test gives."""

    def from_nothing(given: dict[str, Any] | None = None, **environ: str) -> dict[str, Any]:
        return config.read(given, {"CE_INSTANCE": str(tmp_path / "instance"), **environ})

    return from_nothing


def faults(read: Callable[..., dict[str, Any]], **environ: str) -> tuple[str, ...]:
    with pytest.raises(config.ConfigError) as caught:
        read(**environ)
    return caught.value.faults


def test_every_setting_has_a_default_that_runs(read, tmp_path):
    found = read()
    assert found["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{tmp_path}/instance/ce.db"
    assert found["CE_BLOB_URL"] == f"file://{tmp_path}/instance/blobs"
    assert found["CE_ENV"] == "development"
    assert found["PORT"] == 8000
    assert found["TRUSTED_HOSTS"] == ["127.0.0.1", "localhost"]
    assert found["BABEL_DEFAULT_LOCALE"] == "zh_CN"
    assert found["LANGUAGES"] == ("zh_CN", "en")


def test_every_setting_says_what_it_means():
    assert all(setting.meaning for setting in config.SETTINGS)
    assert len({setting.name for setting in config.SETTINGS}) == len(config.SETTINGS)


def test_a_mapping_wins_over_the_environment(read):
    found = read({"PORT": 9000, "TESTING": True, "UPLOAD_LIMIT": 5}, PORT="8001")
    assert (found["PORT"], found["TESTING"], found["UPLOAD_LIMIT"]) == (9000, True, 5)


def test_the_environment_is_read_when_asked(monkeypatch, tmp_path):
    monkeypatch.setenv("CE_INSTANCE", str(tmp_path))
    monkeypatch.setenv("PORT", "8123")
    assert config.read()["PORT"] == 8123


def test_uploads_are_small_but_where_evidence_is_taken(read):
    found = read()
    assert found["MAX_CONTENT_LENGTH"] == 1024 * 1024
    assert found["UPLOAD_LIMIT"] == 128 * 1024 * 1024


def test_keys_are_made_once_and_only_their_owner_reads_them(read, tmp_path):
    first, second = read(), read()
    assert [first[name] for name in config.KEY_FILES] == [second[name] for name in config.KEY_FILES]
    assert len({str(first[name]) for name in config.KEY_FILES}) == 3
    assert len(first["CE_KEK"]) == len(first["CE_PEPPER"]) == 32
    folder = tmp_path / "instance"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == dict.fromkeys(
        config.KEY_FILES.values(), 0o600
    )


def test_workers_that_start_together_agree_on_the_keys(read):
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(read()["CE_KEK"])) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_a_key_of_the_environment_is_not_written_down(read, tmp_path):
    read(CE_KEK="ab" * 32)
    assert not (tmp_path / "instance" / "kek").exists()


def test_a_folder_with_spaces_or_chinese_is_addressed_rightly(read, tmp_path):
    found = read(CE_INSTANCE=str(tmp_path / "学时 50%"))
    assert make_url(found["SQLALCHEMY_DATABASE_URI"]).database == str(tmp_path / "学时 50%" / "ce.db")
    assert found["CE_BLOB_URL"].endswith("/%E5%AD%A6%E6%97%B6%2050%25/blobs")


def test_cookies_are_kept_from_scripts_and_strangers(read):
    found = read()
    assert found["SESSION_COOKIE_HTTPONLY"]
    assert found["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert not found["SESSION_COOKIE_SECURE"]


def test_production_with_secrets_and_postgresql_starts(read, tmp_path):
    found = read(**PRODUCTION)
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CE_KEK"] == b"\x01" * 32
    assert list((tmp_path / "instance").iterdir()) == []


def test_production_says_all_its_faults_at_once(read, tmp_path):
    found = faults(read, CE_ENV="production", FLASK_DEBUG="1", CE_ARGON2_TIME="1")
    for name in ("CE_SECRET_KEY", "CE_KEK", "CE_PEPPER", "FLASK_DEBUG", "CE_DATABASE_URL", "CE_ARGON2_TIME"):
        assert sum(fault.startswith(name) for fault in found) == 1
    assert not (tmp_path / "instance").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CE_SECRET_KEY", "change-me"),
        ("CE_KEK", PRODUCTION["CE_PEPPER"]),
        ("FLASK_DEBUG", "1"),
        ("CE_DATABASE_URL", ""),
        ("CE_DATABASE_URL", "sqlite:////srv/ce.db"),
        ("CE_ARGON2_MEMORY", "8"),
    ],
)
def test_production_refuses(read, name, value):
    (fault,) = faults(read, **{**PRODUCTION, name: value})
    assert fault.startswith(name)


def test_production_takes_sqlite_when_told(read):
    assert read(**{**PRODUCTION, "CE_DATABASE_URL": "", "CE_ALLOW_SQLITE": "1"})["CE_ENV"] == "production"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CE_ENV", "staging"),
        ("CE_DATABASE_URL", "mysql://localhost/ce"),
        ("CE_DATABASE_URL", "ce.db"),
        ("CE_BLOB_URL", "/srv/blobs"),
        ("CE_KEK", "abc"),
        ("CE_PEPPER", "00" * 31),
        ("CE_ALLOW_SQLITE", "perhaps"),
        ("PORT", "0"),
        ("PORT", "eight thousand"),
    ],
)
def test_a_value_that_means_nothing_is_named(read, name, value):
    (fault,) = faults(read, **{name: value})
    assert fault.startswith(f"{name}: say ")


def test_the_error_reads_as_a_list(read):
    with pytest.raises(config.ConfigError, match=r"need attention:\n  - CE_ENV: .*\n  - PORT: "):
        read(CE_ENV="staging", PORT="x")


def test_a_process_of_our_own_is_told_the_same_settings(tmp_path):
    given = {"CE_INSTANCE": str(tmp_path), "CE_TRUSTED_HOSTS": "a.example, b.example", "CE_ALLOW_SQLITE": "yes"}
    found = config.read(given, {})
    assert config.read(environ=config.environment(found)) == found
