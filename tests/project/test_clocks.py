"""No test passes or fails by the clock: on a slow machine it would fail for nothing.

Bound the work instead: calls, bytes, processes. A test may read a clock only to say until when
something may last, as in ``time.monotonic() + 0.3``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = [
    path
    for path in (*ROOT.glob("tests/**/*.py"), *ROOT.glob("solutions/*/test_*.py"))
    if "submissions" not in path.parts  # what attackers hand in
]
KINDS = ("time", "monotonic", "perf_counter", "process_time", "thread_time")
CLOCKS = {f"{kind}{unit}" for kind in KINDS for unit in ("", "_ns")}


def is_clock(node: ast.AST, imported: set[str]) -> bool:
    match node:
        case ast.Call(ast.Attribute(ast.Name("time"), name)):
            return name in CLOCKS
        case ast.Call(ast.Name(name)):
            return name in imported
    return False


def stopwatches(source: str) -> Iterator[int]:
    """Yield the lines that read a clock but for a deadline, or assert something of seconds."""
    tree = ast.parse(source)
    imports = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module == "time"]
    imported = {a.asname or a.name for n in imports for a in n.names if a.name in CLOCKS}
    deadlines = {
        node.left
        for node in ast.walk(tree)
        if isinstance(node, ast.BinOp) and isinstance(node.right, ast.Constant)
    }
    for node in ast.walk(tree):
        if is_clock(node, imported) and node not in deadlines:
            yield node.lineno
        elif isinstance(node, ast.Assert):
            parts = ast.walk(node.test)
            if any(isinstance(p, ast.Attribute) and p.attr == "seconds" for p in parts):
                yield node.lineno


def test_nobody_holds_a_stopwatch():
    found = {str(p): list(stopwatches(p.read_text(encoding="utf-8"))) for p in FILES}
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "source",
    [
        "import time\nstart = time.monotonic()",
        "import time\nassert time.process_time() < 5",
        "import time\ntook = time.time() - start",
        "from time import perf_counter as now\nf(now())",
        "def test(graded):\n    assert graded.seconds < 15",
    ],
)
def test_a_stopwatch_is_found(source):
    assert list(stopwatches(source)) == [2]


def test_a_deadline_is_none():
    assert list(stopwatches("import time\nend = time.monotonic() + 0.3\ntime.sleep(1)")) == []
