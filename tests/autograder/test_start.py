"""What a command that grades loads at its start: no server, no exporter of pages."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

LOADED = "[s for s in ('jupyter_server', 'nbconvert', 'lark') if s in sys.modules]"
WHOLE = (
    "{'names': sorted(vars(n)), 'version': n.__version__, "
    "'extensions': len(n._jupyter_labextension_paths())}"
)


def run(code: str, tell: str) -> Any:
    """Return what a new Python tells of nbgrader after ``code``."""
    told = f"import json, sys, nbgrader as n; print(json.dumps({tell}))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{told}"], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def whole() -> Any:
    """nbgrader by itself, which loads all of it."""
    return run("import nbgrader", f"{{'servers': {LOADED}, **{WHOLE}}}")


def test_grading_loads_nbgrader_without_its_servers(whole: Any) -> None:
    assert whole["servers"], "nbgrader by itself loads them"
    assert not run("import autograder.grading.grade, nbgrader.api", LOADED)


def test_nbgrader_in_parts_has_every_name_of_the_whole(whole: Any) -> None:
    names = "from nbgrader import _load_jupyter_server_extension, utils, __version__"
    parts = run(f"import autograder\n{names}\nimport nbgrader.api", WHOLE)
    assert set(whole["names"]) <= set(parts["names"])


def test_formgrader_s_pages_can_be_the_first_that_is_imported(whole: Any) -> None:
    pages = "from nbgrader.server_extensions.formgrader import handlers"
    parts = run(f"import autograder\n{pages}", WHOLE)
    told = ("version", "extensions")
    assert [parts[name] for name in told] == [whole[name] for name in told]
