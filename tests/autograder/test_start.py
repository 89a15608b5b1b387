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
    names = "from nbgrader import _load_jupyter_server_extension, utils, __version__"
    grading = "import autograder.grading.grade, nbgrader.api, sys"
    parts = run(f"{grading}\nloaded = {LOADED}\n{names}", f"{{'servers': loaded, **{WHOLE}}}")
    assert not parts["servers"]
    assert set(whole["names"]) <= set(parts["names"]), "who asks for one name gets them all"


def test_formgrader_s_pages_can_be_the_first_that_is_imported(whole: Any) -> None:
    pages = "from nbgrader.server_extensions.formgrader import handlers"
    names = "from nbgrader import _load_jupyter_server_extension, utils\nimport nbgrader.api"
    parts = run(f"import autograder\n{pages}\n{names}", WHOLE)
    assert set(whole["names"]) <= set(parts["names"])
    told = ("version", "extensions")
    assert [parts[name] for name in told] == [whole[name] for name in told]
