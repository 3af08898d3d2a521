"""The catalogue lies where the running site looks for it."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_babel import Babel, gettext

import config
from tools import catalogue


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_a_compiled_catalogue_is_found_under_the_name_of_its_language(language, tmp_path, monkeypatch):
    monkeypatch.setattr(catalogue, "TRANSLATIONS", tmp_path)
    path = catalogue.po(language)
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Hours"\nmsgstr "学时"\n'
    )
    catalogue.compile_all()
    app = Flask(__name__)
    Babel(app, default_locale=language, default_translation_directories=str(tmp_path))
    with app.test_request_context():
        assert gettext("Hours") == "学时"


def test_every_language_but_that_of_the_code_has_a_catalogue():
    assert {"en", *catalogue.LANGUAGES} == set(config.LANGUAGES)
