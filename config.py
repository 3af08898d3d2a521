"""Every setting, its default and one line of meaning.

`read()` looks at the environment when it is called and returns what `app.config` is
filled with. A mapping handed to it wins over the environment: its `CE_...` names are
read like variables, every other name (`TESTING`, ...) goes through as it is. Whatever
is wrong is said at once, in one `ConfigError`.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).resolve().parent
LANGUAGES = ("zh_CN", "en")
MEGABYTE = 1024 * 1024
KEY_BYTES = 32


class ConfigError(Exception):
    """The settings do not fit together; `faults` has every reason, one sentence each."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("The settings need attention:\n" + "\n".join(f"  - {fault}" for fault in faults))


def words(text: str) -> list[str]:
    """The words of a list separated by commas."""
    return [word.strip() for word in text.split(",") if word.strip()]


def yes(text: str) -> bool:
    """Yes or no, in any of the usual spellings."""
    known = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if text.strip().lower() not in known | {"": False}:
        raise ValueError("say 1 or 0")
    return known.get(text.strip().lower(), False)


def number(least: int, most: int) -> Callable[[str], int]:
    """A whole number within bounds."""

    def parse(text: str) -> int:
        if not text.strip().isdecimal() or not least <= int(text) <= most:
            raise ValueError(f"say a whole number from {least} to {most}")
        return int(text)

    return parse


def one_of(*choices: str) -> Callable[[str], str]:
    """One word out of a few."""

    def parse(text: str) -> str:
        if text not in choices:
            raise ValueError("say " + " or ".join(choices))
        return text

    return parse


def database(text: str) -> str:
    """The address of an SQLite or PostgreSQL database, or nothing."""
    try:
        known = not text or make_url(text).get_backend_name() in {"sqlite", "postgresql"}
    except ArgumentError:
        known = False
    if not known:
        raise ValueError("say sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME")
    return text


def blobs(text: str) -> str:
    """The address of the folder or bucket of evidence, or nothing."""
    if text and not text.startswith(("file:///", "s3://")):
        raise ValueError("say file:///FOLDER or s3://BUCKET/PREFIX")
    return text


def key(text: str) -> bytes:
    """A key of 32 bytes in hexadecimal, or nothing."""
    try:
        found = bytes.fromhex(text)
    except ValueError:
        found = b"?"
    if len(found) not in {0, KEY_BYTES}:
        raise ValueError("say 64 hexadecimal digits, as `openssl rand -hex 32` makes them")
    return found


class Setting(NamedTuple):
    """One variable: its name, how its text is read, its default, what it means."""

    name: str
    parse: Callable[[str], Any]
    default: str
    meaning: str


SETTINGS = (
    Setting("CE_ENV", one_of("development", "production"), "development", "How strict the house is with its operator"),
    Setting("CE_INSTANCE", Path, str(ROOT / "instance"), "Folder for the database, the blobs and the keys"),
    Setting("CE_DATABASE_URL", database, "", "Where the rows are; ce.db in the instance folder unless told"),
    Setting("CE_BLOB_URL", blobs, "", "Where the evidence is; blobs/ in the instance folder unless told"),
    Setting("CE_SECRET_KEY", str, "", "Signs cookies and forms; made in development, asked for in production"),
    Setting("CE_KEK", key, "", "Wraps the key of each person; made in development, asked for in production"),
    Setting("CE_PEPPER", key, "", "Keys the blind index of identity numbers; made or asked for likewise"),
    Setting("CE_ALLOW_SQLITE", yes, "0", "1 lets production run on SQLite"),
    Setting("CE_TRUSTED_HOSTS", words, "127.0.0.1, localhost", "Host names that the site answers to"),
    Setting("CE_TRUSTED_PROXIES", number(0, 9), "0", "Proxies in front that say who asks (X-Forwarded-For, -Proto)"),
    Setting("CE_SMTP_URL", str, "", "Where mail is handed over; none is sent unless told"),
    Setting("CE_ARGON2_TIME", number(1, 64), "3", "Rounds of the password hash"),
    Setting("CE_ARGON2_MEMORY", number(8, 4 * 1024 * 1024), "65536", "Memory of the password hash, in KiB"),
    Setting("CE_ARGON2_LANES", number(1, 64), "4", "Lanes of the password hash"),
    Setting("PORT", number(1, 65535), "8000", "Port of `make run` on 127.0.0.1"),
)

# Where the keys of development lie in the instance folder.
KEY_FILES = {"CE_SECRET_KEY": "secret_key", "CE_KEK": "kek", "CE_PEPPER": "pepper"}


def read(given: Mapping[str, Any] | None = None, environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Everything that `app.config` is filled with; `ConfigError` when something is wrong."""
    given = given or {}
    environ = os.environ if environ is None else environ
    faults: list[str] = []
    found: dict[str, Any] = {}
    for setting in SETTINGS:
        text = str(given.get(setting.name, environ.get(setting.name, setting.default)))
        try:
            found[setting.name] = setting.parse(text)
        except ValueError as error:
            faults.append(f"{setting.name}: {error}.")
    if faults:
        raise ConfigError(faults)
    others = {name: value for name, value in given.items() if name not in found}
    if found["CE_ENV"] == "production":
        faults = _faults_in_production(found, others.get("DEBUG", environ.get("FLASK_DEBUG", "")))
        if faults:
            raise ConfigError(faults)
    _settle(found)
    return found | _for_flask(found) | others


def environment(found: Mapping[str, Any]) -> dict[str, str]:
    """The settings as variables again, for a process of our own that is to have the same."""
    return {setting.name: _spelt(found[setting.name]) for setting in SETTINGS}


def _spelt(value: object) -> str:
    """The text that a setting with this value is read from."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, list):
        return ",".join(value)
    return str(int(value) if isinstance(value, bool) else value)


def _faults_in_production(found: Mapping[str, Any], debug: object) -> list[str]:
    """Why these settings are not fit for real claims."""
    faults = [f"{name}: production needs one of its own." for name in KEY_FILES if not found[name]]
    if 0 < len(found["CE_SECRET_KEY"]) < KEY_BYTES:
        faults.append(f"CE_SECRET_KEY: say at least {KEY_BYTES} characters, as `openssl rand -hex 32` makes them.")
    if found["CE_KEK"] and found["CE_KEK"] == found["CE_PEPPER"]:
        faults.append("CE_KEK and CE_PEPPER: two different keys are needed.")
    if str(debug).lower() not in {"", "0", "false", "no"}:
        faults.append("FLASK_DEBUG: debugging shows the inside of the house; leave it off in production.")
    if not found["CE_ALLOW_SQLITE"] and not found["CE_DATABASE_URL"].startswith("postgresql"):
        faults.append("CE_DATABASE_URL: production needs PostgreSQL (CE_ALLOW_SQLITE=1 if a small site is content).")
    for name, least in {"CE_ARGON2_TIME": 2, "CE_ARGON2_MEMORY": 19 * 1024}.items():
        if found[name] < least:
            faults.append(f"{name}: passwords in production need at least {least}.")
    return faults


def _settle(found: dict[str, Any]) -> None:
    """Make the instance folder, and fill in what follows from it."""
    instance = found["CE_INSTANCE"] = found["CE_INSTANCE"].expanduser().resolve()
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not found["CE_DATABASE_URL"]:
        found["CE_DATABASE_URL"] = URL.create("sqlite", database=str(instance / "ce.db")).render_as_string()
    if not found["CE_BLOB_URL"]:
        found["CE_BLOB_URL"] = (instance / "blobs").as_uri()
    for name, file_name in KEY_FILES.items():
        if not found[name]:
            text = _kept(instance / file_name)
            found[name] = text if name == "CE_SECRET_KEY" else key(text)


def _kept(path: Path) -> str:
    """The secret in a file; made on first use, the same for all who start together."""
    if not path.exists():
        draft = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(KEY_BYTES))
        try:
            os.link(draft, path)  # unlike a rename, this never replaces the key that another one made just now
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()


def _for_flask(found: Mapping[str, Any]) -> dict[str, Any]:
    """What Flask and its extensions are told, by the names that they look for."""
    production = found["CE_ENV"] == "production"
    return {
        "SECRET_KEY": found["CE_SECRET_KEY"],
        "TRUSTED_HOSTS": found["CE_TRUSTED_HOSTS"],
        "SQLALCHEMY_DATABASE_URI": found["CE_DATABASE_URL"],
        "MAX_CONTENT_LENGTH": MEGABYTE,
        "MAX_FORM_MEMORY_SIZE": MEGABYTE,
        "UPLOAD_LIMIT": 128
        * MEGABYTE,  # MAX_CONTENT_LENGTH of pages that take files: more than they accept, to say why
        # A browser takes a cookie named __Host- only over https and for this host alone.
        "SESSION_COOKIE_NAME": "__Host-ce" if production else "ce",
        "SESSION_COOKIE_PATH": "/",
        "SESSION_COOKIE_SECURE": production,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,  # a form lives as long as the session that it was given to
        "LANGUAGES": LANGUAGES,
        "BABEL_DEFAULT_LOCALE": LANGUAGES[0],
        "BABEL_DEFAULT_TIMEZONE": "Asia/Shanghai",
    }
