"""What every attack needs: a small assignment, its submissions, and a look at the damage.

The assignment is cut out of notebook 00: ReLU (12 points, judged by the course's checks), one
exercise judged by plain assertions as in most nbgrader courses (10 points), and ``relative_error``
(8 points). Every attacker answers the last one honestly and has the first two wrong.

A file in submissions/<family>/ describes one attack. Its docstring says what it tries; the rest is
optional:

    CELL, LATER      code of the student's own cells, after the locked cell and at the end
    ANSWERS          sources of answer cells by grade_id
    change(notebook) edits the notebook, as plain values, or returns the bytes to hand in
    files(folder)    adds to the folder that is handed in
    harm(world)      says what harm was done, after grading; nothing if none
    POINTS           what it earns here, when that is not the honest part (None: not graded)
    WAIT             seconds after which the harm of what it left behind shows
    NAIVE            for weak comparisons: a Python expression that is true for the wrong answer
"""

from __future__ import annotations

import copy
import hashlib
import importlib.util
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.building.cells import name_of

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NAME = "00_warmup"
HONEST_PART = 8.0
FULL = 30.0
KEPT = ("setup", "relu_forward", "relu_backward", "test_relu", "relative_error")
KEPT += ("test_relative_error", "explain_step")
SETUP = """\
import numpy as np

from course_lib.lessons.warmup import checks
from course_lib.notebook import needs, predict
"""
DOUBLE = '''\
def double(x):
    """Return ``2 * x``."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION
'''
TEST_DOUBLE = """\
x = np.array([[1.0, -2.0], [3.5, 4.0]])
assert np.array_equal(double(x), 2 * x)
assert double(7) == 14
### BEGIN HIDDEN TESTS
assert np.array_equal(double(x[0]), np.array([2.0, -4.0]))
assert double(-3) == -6
### END HIDDEN TESTS
"""
WRONG = {
    "relu_forward": "def relu_forward(x):\n    return np.zeros_like(x), x",
    "relu_backward": "def relu_backward(dout, cache):\n    return np.zeros_like(dout)",
    "double": "def double(x):\n    return 0 * x",
    "explain_step": "It was 1e-5 in my run.",
}
#: Where somebody outside waits; of this process, since several run the attacks side by side.
PORT = 20_000 + os.getpid() % 10_000
#: How an attack's code looks for files of the grader's machine.
# Without the libraries, whose hundred thousand files cost more than a cell may take here.
FIND = """\
import os
from pathlib import Path
def find(*names):
    known = ("proc", "sys", "dev", "usr", "lib", ".venv")
    for folder, folders, files in os.walk("/"):
        folders[:] = [f for f in folders if f not in known]
        for name in names:
            if name in files or name in folders:
                yield Path(folder, name)
"""


@dataclass(frozen=True)
class Attack:
    """One attack: the family, its name, what it tries, and the module that says how."""

    family: str
    name: str
    tries: str
    module: ModuleType

    @property
    def points(self) -> float | None:
        """Return what the attacker must get here."""
        return getattr(self.module, "POINTS", HONEST_PART)

    def harm(self, world: World) -> str:
        """Return the harm that the attack did, in words."""
        look: Callable[[World], str] = getattr(self.module, "harm", lambda world: "")
        return look(world)


@dataclass
class World:
    """What a grader left behind: its course folder, its home, and what a listener received."""

    root: Path
    home: Path
    received: bytes = b""
    page: str = ""
    seen: dict[str, Any] = field(default_factory=dict)


def attacks() -> list[Attack]:
    """Return every attack, by family and name."""
    found = []
    for path in sorted((HERE / "submissions").glob("*/*.py")):
        spec = importlib.util.spec_from_file_location(
            f"attack_{path.parent.name}_{path.stem}", path
        )
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        tries = " ".join((module.__doc__ or "").split())
        found.append(Attack(path.parent.name, path.stem, tries, module))
    return found


def course_source() -> str:
    """Return the source of the small assignment, in jupytext's percent format."""
    import jupytext
    import nbformat

    path = ROOT / "solutions" / NAME / f"{NAME}.py"
    notebook = jupytext.read(path, fmt="py:percent")
    cells = [cell for cell in notebook.cells if name_of(cell) in KEPT]
    cells[0].source = SETUP
    code = nbformat.v4.new_code_cell
    cells[4:4] = [
        code(DOUBLE, metadata={"answer": "double"}),
        code(TEST_DOUBLE, metadata={"points": 10, "grade_id": "test_double"}),
        code("print(double(1.5))", metadata={"tags": ["experiment"]}),
    ]
    notebook.cells = cells
    return jupytext.writes(notebook, fmt="py:percent")


def answers_of(source: dict[str, Any]) -> dict[str, str]:
    """Return the right answers: those of the instructor's notebook."""
    return {
        cell["id"]: "".join(cell["source"])
        for cell in source["cells"]
        if cell["metadata"].get("nbgrader", {}).get("solution")
    }


def own_cell(name: str, source: str) -> dict[str, Any]:
    """Return a cell that a student added."""
    return {
        "cell_type": "code",
        "id": name,
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def cell_of(notebook: dict[str, Any], grade_id: str) -> dict[str, Any]:
    """Return the cell of a notebook with this grade_id."""
    found: dict[str, Any] = next(
        c
        for c in notebook["cells"]
        if c["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )
    return found


def hand_in(
    folder: Path, release: dict[str, Any], answers: dict[str, str], attack: Attack | None = None
) -> Path:
    """Write a submission to ``folder``; return the notebook's path."""
    if folder.is_symlink():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    path = folder / f"{NAME}.ipynb"
    notebook = copy.deepcopy(release)
    if attack:
        answers = {**answers, **WRONG, **getattr(attack.module, "ANSWERS", {})}
    for cell in notebook["cells"]:
        cell["source"] = answers.get(cell["id"], "".join(cell["source"]))
    content: bytes | None = None
    if attack:
        if hasattr(attack.module, "CELL"):
            at = next(i for i, c in enumerate(notebook["cells"]) if c["id"] == "setup")
            notebook["cells"].insert(at + 1, own_cell("mine", attack.module.CELL))
        if hasattr(attack.module, "LATER"):
            notebook["cells"].append(own_cell("later", attack.module.LATER))
        if hasattr(attack.module, "change"):
            content = attack.module.change(notebook)
    path.write_bytes(content or json.dumps(notebook).encode())
    if attack and hasattr(attack.module, "files"):
        attack.module.files(folder)
    return path


def digest_of_tree(folder: Path) -> dict[str, str]:
    """Return a hash of every file below ``folder``, by its path."""
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and not p.is_symlink()
    }
