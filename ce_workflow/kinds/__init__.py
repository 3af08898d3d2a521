"""What may be claimed: one file a kind.

Each file here that says KIND is a kind; adding one is writing that file.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from ce_workflow.kinds.kind import Kind


def _kinds() -> dict[str, Kind]:
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    found: list[Kind] = [module.KIND for module in modules if hasattr(module, "KIND")]
    return {kind.code: kind for kind in sorted(found, key=lambda kind: (kind.category, kind.clause, kind.code))}


KINDS: dict[str, Kind] = _kinds()
"""Every kind by its code, in the order of the notice: the professional ways, then the public subjects."""
