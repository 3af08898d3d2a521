"""Words at the terminal, in the operator's language: Chinese unless the environment asks for English."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask import current_app
from flask_babel import force_locale, get_locale, gettext

from ce_workflow.clock import CHENGDU
from ce_workflow.words import Own, Text


def language(environ: Mapping[str, str], known: tuple[str, ...]) -> str:
    """`CE_LANGUAGE`, else what the locale of the terminal says where it is known here, else the first."""
    if (wanted := environ.get("CE_LANGUAGE")) in known:
        return str(wanted)
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return next((code for code in known if locale.split(".")[0] == code or locale.split("_")[0] == code), known[0])


@contextmanager
def spoken() -> Iterator[None]:
    """All that is said within is said in the operator's language."""
    with force_locale(language(os.environ, current_app.config["LANGUAGES"])):
        yield


def say(text: Text | str) -> str:
    """The sentence; a bare string is a message id."""
    if not isinstance(text, Text):
        return str(gettext(text))
    said = {name: _value(found) for name, found in text.params.items()}
    if isinstance(text, Own):
        return (text.zh if get_locale().language == "zh" else text.msgid) % said
    return str(gettext(text.msgid, **said) if said else gettext(text.msgid))


def _value(found: Any) -> str:
    match found:
        case Text():
            return say(found)
        case datetime():
            return f"{found.astimezone(CHENGDU):%Y-%m-%d %H:%M}"
        case date():
            return found.isoformat()
        case Decimal():
            return f"{found.normalize():f}"
    return str(found)
