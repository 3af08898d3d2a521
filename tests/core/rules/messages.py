"""Every sentence that the reader and the checker of rule sets can say, found in their source."""

from __future__ import annotations

import ast
from pathlib import Path

from ce_workflow.rules.sets import check

MODULES = ("syntax", "read", "values", "proof", "bands", "check")
NO_FAULTS = {"Days", "Months"}


def spoken() -> set[str]:
    """The message ids within N_(…)."""
    found = set()
    for module in MODULES:
        source = (Path(check.__file__).parent / f"{module}.py").read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_":
                found.add(ast.literal_eval(node.args[0]))
    return found - NO_FAULTS
