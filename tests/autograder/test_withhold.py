"""What a student's code can reach of course_lib while it is graded."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.building.plan import Extra, Plan, Submission, make_plan
from autograder.building.source import build_source
from autograder.building.withhold import ALSO_WITHHELD, graded_functions, withheld_library
from autograder.course import Course
from autograder.running.execute import execute

COURSE = Course.at(Path(__file__).parents[2])


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


@pytest.mark.parametrize("notebook", COURSE.chosen(None))
def test_every_name_in_the_table_is_a_file(notebook: str) -> None:
    plan = plan_of(notebook)
    files = withheld_library(plan)
    for name in ALSO_WITHHELD.get(notebook, ()):
        assert "is withheld" in files[name]
    assert graded_functions(plan)
