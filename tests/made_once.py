"""What each application makes anew, and every test has an application of its own: here it is made once for a run.

Both halves go by the text that they are made from, so nothing of one test can reach another.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from werkzeug.routing import Rule


def builders_of_addresses() -> None:
    """Keep what Werkzeug compiles for each route, by the route: more than half the time that an application takes."""
    made: dict[Any, Any] = {}
    compile_builder = Rule._compile_builder

    def once(rule: Rule, append_unknown: bool = True) -> Any:
        key = (str(rule._trace), repr(rule.defaults), append_unknown)
        if key not in made:
            made[key] = compile_builder(rule, append_unknown)
        return made[key]

    Rule._compile_builder = once


def templates(folder: Path) -> None:
    """Keep the templates as compiled, in `folder`, for all workers of the run."""
    folder.mkdir(exist_ok=True)
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": FileSystemBytecodeCache(str(folder))}
