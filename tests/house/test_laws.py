"""The laws of the house that can be read off its source."""

from __future__ import annotations

import ast
import re

from tests.house.source import Source, dotted, house

CITY = {"ce_workflow/cli/city.py", "ce_workflow/cli/city_claims.py", "ce_workflow/cli/city_people.py"}
CLOCK = re.compile(r"(^|\.)(datetime\.(now|utcnow|today)|date\.today|time\.time|time\.time_ns|time\.localtime)$")


def test_law_2_only_the_transaction_commits() -> None:
    committing = {
        f"{source.path}:{function.name}"
        for source in house()
        for function in ast.walk(source.tree)
        if isinstance(function, ast.FunctionDef)
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "commit"
    }
    assert committing == {"ce_workflow/store/transaction.py:_once"}
    by_word = [source.path for source in house() if re.search(r"""["'](COMMIT|END)\b|autocommit=""", source.text)]
    assert by_word == []


def test_law_1_the_state_of_a_claim_is_assigned_in_one_function() -> None:
    places = {
        f"{source.path}:{function.name}"
        for source in house()
        for function in ast.walk(source.tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if _assigns_state(node)
    }
    # The machine moves a token in place of a claim, the replay what follows from the events.
    elsewhere = {"ce_workflow/states/machine.py:__init__", "ce_workflow/trail/replay.py:_move"}
    assert places - elsewhere == {"ce_workflow/acts/act.py:move"}


def test_law_1_rows_of_claims_and_events_are_written_in_one_file() -> None:
    writing = re.compile(r"(UPDATE|INSERT INTO|DELETE FROM) ce_(claim|event|ledger|balance)\b")
    by_tables = re.compile(r"\b(update|delete|insert)\((Claim|Event|Entry|Balance)\b")
    places = {source.path for source in house() if writing.search(source.text) or by_tables.search(source.text)}
    assert places <= {"ce_workflow/store/write.py"}


def test_law_1_the_second_way_of_many_lives_at_once_is_taken_by_the_demo_city_alone() -> None:
    modules = {"ce_workflow.acts.lives", "ce_workflow.acts.staff"}
    taking = {
        source.path
        for source in house()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom)
        and modules & {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    }
    assert taking == CITY


def test_law_3_only_the_clock_reads_the_time() -> None:
    reading = [
        f"{source.path}:{call.lineno}"
        for source in house()
        for call in source.calls()
        if CLOCK.search(dotted(call.func)) and source.path != "ce_workflow/clock.py"
    ]
    assert reading == []


def test_law_3_below_the_doorways_the_time_and_the_actor_are_told() -> None:
    looking = [
        f"{source.path}:{node.lineno}"
        for source in house()
        if source.floor < 5 and source.path != "ce_workflow/clock.py"
        for node in ast.walk(source.tree)
        if _asks_for_now(node) or (isinstance(node, ast.Name) and node.id in ("current_user", "current_app"))
    ]
    assert looking == []


def test_nothing_is_printed_and_nothing_evaluated() -> None:
    calls = {"eval", "exec", "compile", "__import__"} | {"print"}
    found = [
        f"{source.path}:{call.lineno}"
        for source in house()
        for call in source.calls()
        if isinstance(call.func, ast.Name) and call.func.id in calls and not source.path.startswith("ce_workflow/cli/")
    ]
    assert found == []


def test_every_module_says_what_it_is() -> None:
    assert [source.path for source in house() if not ast.get_docstring(source.tree)] == []


def test_names_say_what_a_thing_is() -> None:
    empty = {"utils", "helpers", "common", "misc", "manager", "service", "handler", "data", "info", "obj"}
    words = [(source.path, part) for source in house() for part in source.path.removesuffix(".py").split("/")]
    assert [path for path, word in words if empty & set(word.split("_"))] == []


def _assigns_state(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, ast.AnnAssign | ast.AugAssign):
        targets = [node.target]
    elif isinstance(node, ast.Call) and dotted(node.func) == "setattr":
        return len(node.args) > 1 and getattr(node.args[1], "value", "state") == "state"
    else:
        return False
    spread = [inner for target in targets for inner in ast.walk(target)]
    return any(isinstance(inner, ast.Attribute) and inner.attr == "state" for inner in spread)


def _asks_for_now(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module == "ce_workflow.clock" and any(alias.name == "now" for alias in node.names)
    return isinstance(node, ast.Call) and dotted(node.func) == "clock.now"


def functions(source: Source) -> list[tuple[str, int]]:
    """(name, lines) of every function in a file."""
    found = [node for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [(node.name, (node.end_lineno or node.lineno) - node.lineno + 1) for node in found]


def test_law_4_a_page_gives_the_status_of_a_refusal_through_the_gate_which_records_it() -> None:
    """But for the log-in, whose acts record by themselves what was tried, and the words for each status."""
    own = {f"ce_workflow/web/{name}.py" for name in ("gate", "refused", "log_in", "ways")}
    giving = [
        f"{source.path}:{node.lineno}"
        for source in house()
        if source.path.startswith("ce_workflow/web/") and source.path not in own
        for node in ast.walk(source.tree)
        if (isinstance(node, ast.Attribute) and node.attr == "status")
        or (isinstance(node, ast.Constant) and node.value in (403, 404, 409, 422))
    ]
    assert giving == []
