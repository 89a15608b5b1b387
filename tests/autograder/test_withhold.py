"""What a student's code can reach of course_lib while it is graded."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from formulas import SMALLEST, SMALLEST_STATEMENT, expressions, formulas

from autograder.building import withhold
from autograder.building.lesson import Lesson, read_lesson
from autograder.building.plan import Extra, Plan, Submission, make_plan
from autograder.building.source import build_source
from autograder.building.withhold import graded_functions, withheld_library
from autograder.course import Course
from autograder.running.execute import execute
from course_lib.student.errors import CourseError

COURSE = Course.at(Path(__file__).parents[2])


@cache
def plan_of(notebook: str) -> Plan:
    source = build_source(COURSE, notebook)
    return make_plan(notebook, source, source)


@pytest.fixture(scope="module")
def batchnorm() -> Plan:
    return plan_of("03_batchnorm")


def said(plan: Plan, code: str) -> str:
    """Return what a student's own cell gets to see."""
    result = execute(plan, Submission({}, {"": (Extra("code", code),)}))
    cell = result.cells["+0"]
    return cell.reason + "".join(str(output) for output in cell.outputs)


@pytest.mark.parametrize(
    "code",
    [
        "from course_lib.engine.normalization import batchnorm_forward as f\nf(1, 2, 3)",
        "from course_lib.engine.batchnorm import BatchNorm\nBatchNorm(3).forward(1)",
        "import course_lib.engine.modules as m\nm.LayerNorm(3)\nm.BatchNorm(3)",
        "from course_lib.lessons.batchnorm import checks\nchecks.batchnorm_forward",
        "from course_lib.lessons.batchnorm.experiments import own\nown.train",
    ],
)
def test_the_courses_own_version_is_not_there(batchnorm: Plan, code: str) -> None:
    assert said(batchnorm, code).startswith("WithheldError")


def test_other_parts_of_the_library_are_there(batchnorm: Plan) -> None:
    code = (
        "import numpy as np\nfrom course_lib.engine.layers import affine_forward\n"
        "affine_forward(np.ones((2, 3)), np.ones((3, 2)), np.zeros(2))[0].sum()"
    )
    assert "12.0" in said(batchnorm, code)


def test_no_file_inside_holds_what_is_withheld(batchnorm: Plan) -> None:
    """Source, compiled form or an installed copy: nothing on the disk has the formula."""
    code = (
        "import os\nfound = []\n"
        "for top in ('/course', '/home', '/tmp', '/sandbox', '/usr', '/opt'):\n"
        "    for folder, _, names in os.walk(top):\n"
        "        found += [folder + '/' + n for n in names if n.startswith('normalization')\n"
        "                  and 'course' in folder]\n"
        "texts = [open(p, 'rb').read() for p in found]\n"
        "there = os.path.exists('/course/course_lib')\n"
        "print(len(found), sum(b'inv_std' in t for t in texts), there)"
    )
    assert "1 0 True" in said(batchnorm, code)
    source = (COURSE.root / "course_lib" / "engine" / "normalization.py").read_text()
    assert "inv_std" in source, "the search above looks for something that is there outside"


@cache
def library_of(notebook: str) -> dict[str, str]:
    return withheld_library(plan_of(notebook))


def functions(source: str) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]


@cache
def forms(source: str) -> dict[str, str]:
    """Return the formulas of a file; most files are the same for every notebook."""
    return expressions(ast.parse(source))


def survivors(plan: Plan, library: dict[str, str]) -> list[str]:
    """Return the formulas of a notebook's answers that are left in what its students can reach."""
    secret = {
        form: f"{function.name}: {text}"
        for step in plan.steps
        if step.kind == "solution"
        for function in functions(step.source)
        for form, text in formulas(function, SMALLEST_STATEMENT).items()
    }
    for path in sorted((COURSE.root / "course_lib" / "engine").glob("*.py")):
        if "_withheld(" in library[f"engine/{path.name}"]:
            for function in functions(path.read_text()):
                if function.name in graded_functions(plan):
                    secret |= formulas(function)
    return [
        f"{secret[form]} is left in {place}: {text}"
        for place, source in library.items()
        for form, text in forms(source).items()
        if form in secret
    ]


@pytest.mark.parametrize("notebook", COURSE.chosen(None))
def test_no_formula_of_an_answer_is_left(notebook: str) -> None:
    """What is found belongs in the `withhold` of the notebook's lesson.toml."""
    assert not survivors(plan_of(notebook), library_of(notebook))


@pytest.mark.parametrize(
    ("notebook", "left"),
    [
        ("05_optimizers", "adam: beta1 * m + (1 - beta1) * dw"),
        ("06_ensembles", "bootstrap_indices: rng.integers(n, size=n)"),
        ("08_regularization", "adamw: beta1 * m + (1 - beta1) * dw"),
        ("05_optimizers", "step_decay: lr * factor ** (step // every)"),
    ],
)
def test_a_formula_that_is_left_is_found(
    monkeypatch: pytest.MonkeyPatch, notebook: str, left: str
) -> None:
    monkeypatch.setattr(withhold, "withheld_files", lambda engine, names: set())
    monkeypatch.setattr(withhold, "read_lesson", lambda notebook: Lesson())
    plan = plan_of(notebook)
    found = survivors(plan, withheld_library(plan))
    assert any(one.startswith(left) for one in found)


def test_a_formula_has_one_form() -> None:
    def of(body: str) -> set[str]:
        (function,) = functions(f"def f(x):\n    {body}")
        return set(formulas(function, SMALLEST_STATEMENT))

    assert of("return a * x + (1 - a) * y") == of("self.m = rho * self.m + (1 - rho) * dw")
    assert of("return rng.integers(n, size=n)") == of("rows = rng.integers(len(y), size=len(y))")
    assert of("return not loss <= 3 * first[0]") & of("if v > 3 * losses[0]: return 1")
    assert not of("return a * x + (1 - a) * y") & of("return a * x + (1 - y) * a")
    assert not of("return x.mean(axis=0)") & of("return x.max(axis=0)")
    assert not of("return a * x") and SMALLEST > SMALLEST_STATEMENT


#: Import what is left in each folder, in a process of its own that has NumPy already.
IMPORT = """
import importlib, json, os, sys
import numpy
for folder, names in json.load(sys.stdin).items():
    if not (child := os.fork()):
        sys.path.insert(0, folder)
        for name in names:
            importlib.import_module(name)
        os._exit(0 if sys.modules["course_lib"].__file__.startswith(folder) else 1)
    if os.waitpid(child, 0)[1]:
        print(folder)
"""


def test_every_part_that_is_left_can_be_imported(tmp_path: Path) -> None:
    left: dict[str, list[str]] = {}
    for notebook in COURSE.chosen(None):
        names = left[str(tmp_path / notebook)] = []
        for place, source in library_of(notebook).items():
            path = tmp_path / notebook / "course_lib" / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source)
            if not place.startswith(withhold.ROOMS) or place in withhold.KEPT:
                name = f"course_lib/{place}".removesuffix("/__init__.py").removesuffix(".py")
                names.append(name.replace("/", "."))
    done = subprocess.run(
        [sys.executable, "-c", IMPORT],
        cwd=tmp_path,
        input=json.dumps(left),
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == ("", "")


LIBRARY = {
    "engine/steps.py": "from course_lib.engine.arrays import want\n"
    "from course_lib.engine import rules\n"
    "def adam(w):\n    want(w)\n    return rules.blend(w)\n",
    "engine/rules.py": "from course_lib.engine.powers import power\n"
    "def blend(w):\n    return power(w)\n",
    "engine/powers.py": "def power(w):\n    return w**2\n",
    "engine/arrays.py": "def want(w):\n    assert w\n",
    "engine/norms.py": "class Norm:\n    pass\n",
    "engine/train.py": "from course_lib.engine.steps import adam\ndef fit(w):\n    adam(w)\n",
}


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("adam", {"engine/steps.py", "engine/rules.py", "engine/powers.py"}),
        ("blend", {"engine/rules.py", "engine/powers.py"}),
        ("norm", {"engine/norms.py"}),
        ("nothing", set()),
    ],
)
def test_what_a_graded_function_calls_is_withheld_with_it(name: str, files: set[str]) -> None:
    trees = {place: ast.parse(source) for place, source in LIBRARY.items()}
    assert withhold.withheld_files(trees, {name}) == files


def test_the_class_of_a_pair_is_withheld_and_its_neighbours_stay() -> None:
    files = withheld_library(plan_of("04_dropout"))
    modules = {
        part.name: ast.unparse(part)
        for part in ast.parse(files["engine/modules.py"]).body
        if isinstance(part, ast.ClassDef)
    }
    assert "_withheld('forward')" in modules["Dropout"]
    assert "_withheld" not in modules["Affine"]
    assert "_withheld" in withheld_library(plan_of("09_residual"))["engine/residual.py"]


def test_a_formula_in_a_table_is_withheld_too() -> None:
    plan = plan_of("02_initialization")
    code = "from course_lib.engine.init import SCHEMES\nSCHEMES['he'](3, 4)"
    assert "is withheld while notebook 02 is graded" in said(plan, code)


def test_checks_of_other_notebooks_hand_nothing_over() -> None:
    code = (
        "import numpy as np\nfrom course_lib.checking import functions\n"
        "print(functions.sum_of_cubes(np.ones(3)))\n"
        "functions.two_faced_probabilities(np.ones((2, 3)), np.random.default_rng(0))"
    )
    seen = said(plan_of("00_warmup"), code)
    assert "3.0" in seen and "two_faced_probabilities is withheld" in seen


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            'withhold = [\n    "engine/train.py",\n    "engine/histroy.py",\n]',
            "line 3: 'engine/histroy.py'",
        ),
        ('withhold = ["plots.py"]', "line 1: 'plots.py' is not a file of course_lib/engine"),
        ("\nwithhold = 3", "line 2: withhold is a list of files"),
        ("withhold = [", "cannot be read"),
        (
            "withold = []",
            "line 1: there is nothing to say about 'withold'; did you mean 'withhold'?",
        ),
        ("[beyond]\ngelu = 3", "line 1: beyond is a table of exercises"),
    ],
)
def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "90_tiny").mkdir()
    (tmp_path / "90_tiny" / "lesson.toml").write_text(text)
    with pytest.raises(CourseError, match=re.escape(problem)) as caught:
        read_lesson("90_tiny", tmp_path)
    assert str(tmp_path / "90_tiny" / "lesson.toml") in str(caught.value)
    assert "\n" not in str(caught.value)
