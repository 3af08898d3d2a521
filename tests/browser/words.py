"""The words of the running site, from the compiled catalogue: tests name what a reader presses by its message."""

from __future__ import annotations

import gettext
import re
from functools import cache
from typing import Any

from tools import catalogue

PLACE = re.compile(r"%\(\w+\)s")


@cache
def _catalogue() -> gettext.GNUTranslations:
    with catalogue.mo("zh_CN").open("rb") as file:
        return gettext.GNUTranslations(file)


def zh(msgid: str, **params: Any) -> str:
    """The message in Chinese."""
    said = _catalogue().gettext(msgid)
    return said % params if params else said


@cache
def untranslated() -> re.Pattern[str]:
    """Any message that says something else in Chinese, in English and whole, whatever its places are filled with."""
    messages: list[str] = [
        message.id
        for message in catalogue.sentences(catalogue.kept("zh_CN"))
        if isinstance(message.id, str) and message.id != message.string and re.search("[A-Za-z]{2}", bare(message.id))
    ]
    return re.compile("|".join(sorted(map(_as_pattern, messages), reverse=True)))


def bare(msgid: str) -> str:
    """The message without its places."""
    return PLACE.sub("", msgid)


def _as_pattern(msgid: str) -> str:
    return r".+?".join(re.escape(part) for part in PLACE.split(msgid.strip()))
