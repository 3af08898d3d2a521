"""`python -m bench`: how fast we are beside what is possible on the same rows, in the same run.

BENCH names one bench, DB one database; all of them unless told. Figures go to standard
output, one JSON object a line, progress to standard error.
"""

from __future__ import annotations

import os
import sys

from bench import bulk, evaluate, lifecycle, page, simulate
from bench.measure import say
from bench.places import DATABASES, PostgreSQLMissing, place

BENCHES = {"lifecycle": lifecycle.run, "bulk": bulk.run, "page": page.run, "simulate": simulate.run}
WITHOUT_DATABASE = {"evaluate": evaluate.run}


def main() -> int:
    """Run what is asked for; the exit status."""
    benches = _chosen("BENCH", (*WITHOUT_DATABASE, *BENCHES))
    databases = _chosen("DB", DATABASES)
    if not benches or not databases:
        return 2
    for bench in benches:
        if bench in WITHOUT_DATABASE:
            WITHOUT_DATABASE[bench]()
    for name in databases:
        for bench in (bench for bench in benches if bench in BENCHES):
            try:
                with place(name) as here:
                    BENCHES[bench](here)
            except PostgreSQLMissing as missing:
                say(str(missing))
                return 1
    return 0


def _chosen(variable: str, known: tuple[str, ...]) -> tuple[str, ...]:
    wish = os.environ.get(variable, "")
    if wish and wish not in known:
        say(f"{variable}={wish} is not known: say {' or '.join(known)}.")
        return ()
    return (wish,) if wish else known


if __name__ == "__main__":
    sys.exit(main())
