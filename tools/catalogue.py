"""The catalogue of sentences: brought up to date, compiled, and checked for what is missing.

The code speaks English message ids; each language has a catalogue of its own, and only
the catalogue is kept, without dates or line numbers, so that it changes when words do.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "ce_workflow" / "translations"
LANGUAGES = ("zh_CN",)  # English is what the message ids are
KEYWORDS = "N_ Text _ _l _n:1,2 gettext"
HEADER = """\
# The sentences of the house in another language. `make translations` keeps them in step with the code.
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plural}\\n"

"""


def extracted() -> Catalog:
    """Every sentence that the code and the templates speak."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "messages.pot"
        words = ["--quiet", "extract", "--mapping", str(ROOT / "babel.cfg"), "--keywords", KEYWORDS]
        words += ["--add-comments", "Translators:", "--output", str(path), "."]
        with contextlib.chdir(ROOT):
            CommandLineInterface().run(["pybabel", *words])
        with path.open("rb") as file:
            return read_po(file)


def po(language: str) -> Path:
    return TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"


def mo(language: str) -> Path:
    """Where Flask-Babel looks: under the language's full name, which is zh_Hans_CN for zh_CN."""
    return TRANSLATIONS / str(Locale.parse(language)) / "LC_MESSAGES" / "messages.mo"


def kept(language: str) -> Catalog:
    """The catalogue of a language as it lies in the project; a new one when there is none."""
    path = po(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update() -> None:
    """Bring the catalogues in step with the code: new sentences empty, those no longer spoken gone."""
    template = extracted()
    for language in LANGUAGES:
        catalogue = kept(language)
        catalogue.update(template, no_fuzzy_matching=True)
        path = po(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(HEADER.format(language=language, plural=catalogue.plural_forms).encode())
            write_po(
                file,
                catalogue,
                width=120,
                omit_header=True,
                sort_output=True,
                ignore_obsolete=True,
                include_lineno=False,
            )
        print(f"{language}: {len(catalogue)} sentences, {sum(not told(m) for m in sentences(catalogue))} without words")


def compile_all() -> None:
    """Make the files that the running site reads."""
    for language in LANGUAGES:
        path = mo(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".mo.draft")
        with draft.open("wb") as file:
            write_mo(file, kept(language))
        draft.replace(path)


def check() -> list[str]:
    """What keeps the catalogues from being complete, one line each."""
    template = extracted()
    faults: list[str] = []
    for language in LANGUAGES:
        catalogue = kept(language)
        for sentence in sentences(template):
            found = catalogue.get(sentence.id, sentence.context)
            if found is None or not told(found):
                faults.append(f"{language}: no words for {sentence.id!r} ({places(sentence)})")
            elif found.fuzzy:
                faults.append(f"{language}: fuzzy words for {sentence.id!r}")
            else:
                faults += [f"{language}: {sentence.id!r}: {error}" for error in found.check(catalogue)]
        for sentence in sentences(catalogue):
            if template.get(sentence.id, sentence.context) is None:
                faults.append(f"{language}: nobody says {sentence.id!r} any more")
        faults += [f"{language}: obsolete {message.id!r}" for message in catalogue.obsolete.values()]
    return faults


def sentences(catalogue: Catalog) -> list[Message]:
    """The messages of a catalogue without its header."""
    return [message for message in catalogue if message.id]


def told(message: Message) -> bool:
    """Whether every form of the message has words."""
    forms = message.string if isinstance(message.string, list | tuple) else [message.string]
    return all(forms)


def places(message: Message) -> str:
    return ", ".join(sorted({path for path, _ in message.locations}))


def main(what: str) -> None:
    if what == "update":
        update()
    elif what == "compile":
        compile_all()
    elif faults := check():
        last = f"{len(faults)} faults in the catalogues; `make translations` brings new sentences in"
        sys.exit("\n".join([*faults, last]))


if __name__ == "__main__":
    main(*sys.argv[1:])
