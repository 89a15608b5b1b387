"""Running a submission: what it costs to fail, to die, to loop, and to be noisy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tiny_course import RIGHT

from autograder import sandbox
from autograder.building.plan import Extra, Plan, Submission
from autograder.running import execute as module
from autograder.running.execute import Limits, Result, close_all, execute
from course_lib.student.errors import CourseError
from tests.waiting import HANG

LIMITS = Limits(cell=HANG, submission=HANG)
SHORT = Limits(cell=1.0, submission=HANG)


def run(plan: Plan, limits: Limits = LIMITS, extra: str = "", **answers: str) -> Result:
    extras = {"setup": (Extra("code", extra),)} if extra else {}
    return execute(plan, Submission({**RIGHT, **answers}, extras), limits)


def points(result: Result) -> tuple[float | None, float | None]:
    return result.cells["test_double"].points, result.cells["test_halve"].points


def test_reference_and_unanswered(plan: Plan) -> None:
    assert execute(plan, plan.reference()).points == plan.automatic == 20.0
    blank = execute(plan, plan.unanswered())
    assert blank.points == 0.0
    assert {cell.outcome for cell in blank.cells.values()} == {"ok"}
    assert "cell-006" not in blank.cells, "experiments are skipped"


def test_hidden_tests_count(plan: Plan) -> None:
    fooled = "def double(x):\n    return np.array([0.0, 2.0, 4.0])"
    assert points(run(plan, double=fooled)) == (4.0, 12.0)


def test_an_error_costs_its_question(plan: Plan) -> None:
    result = run(plan, double="def double(x):\n    return undefined")
    assert points(result) == (0.0, 12.0)
    told = "NameError: name 'undefined' is not defined (line 2: return undefined)"
    assert result.cells["test_double"].reason == told
    broken = run(plan, double="def double(x:")
    assert points(broken) == (0.0, 12.0)
    assert broken.cells["double"].reason.startswith("SyntaxError")


@pytest.mark.parametrize(
    "answer",
    [
        "def double(x):\n    import os\n    os._exit(1)",
        "import os\nos._exit(1)",
        "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
        "import sys\nsys.exit()",
        "exit()",
    ],
)
def test_a_crash_costs_its_question_only(plan: Plan, answer: str) -> None:
    result = run(plan, double=answer)
    assert points(result) == (0.0, 12.0)
    assert result.cells["test_double"].reason


BREAKS = "import sys\nsys.modules['numpy'] = None"


def test_cells_before_the_setup_run_after_it(plan: Plan) -> None:
    """Else a student could choose that nothing of the notebook can be graded."""
    result = execute(plan, Submission(RIGHT, {"": (Extra("code", BREAKS),)}), LIMITS)
    assert (result.failure, points(result)) == ("", (8.0, 12.0))
    assert list(result.cells)[:2] == ["setup", "+0"]


def test_who_may_have_broken_a_locked_cell_is_said(plan: Plan) -> None:
    again = next(step for step in plan.steps if step.kind == "setup")
    twice = replace(plan, steps=(*plan.steps, replace(again, id="more")))
    result = execute(twice, Submission(RIGHT, {"setup": (Extra("code", BREAKS),)}), LIMITS)
    assert result.failure.startswith("the locked cell more did not run: ModuleNotFoundError")
    assert result.failure.endswith("(the student's code before it may be why)")


LOOPS = {
    "plain": "def double(x):\n    while True:\n        pass",
    "in the cell": "import time\nwhile True:\n    time.sleep(0.01)",
    "ignores the interrupt": (
        "import time\ndef double(x):\n    while True:\n        try:\n            time.sleep(9)\n"
        "        except BaseException:\n            pass"
    ),
}


@pytest.mark.parametrize("loop", LOOPS)
def test_an_endless_loop_costs_its_question_only(plan: Plan, loop: str) -> None:
    # A busy machine shall not be what ends the plain one.
    limits = replace(SHORT, patience=3.0 if "sleep" in LOOPS[loop] else 100.0)
    result = run(plan, limits, double=LOOPS[loop])
    assert points(result) == (0.0, 12.0)
    cell = result.cells["double" if loop == "in the cell" else "test_double"]
    assert cell.outcome == "timeout" and result.starved is ("sleep" in LOOPS[loop])
    if result.starved:
        assert cell.reason == "the cell waited: 3 s went by, and it worked for less than its 1 s"
    else:
        assert cell.reason == "the cell took longer than 1 s"


def test_what_had_worked_is_run_again_after_a_death(plan: Plan) -> None:
    result = run(
        plan,
        extra="FACTOR = 0.5",
        double="def double(x):\n    import os\n    os._exit(1)",
        halve="def halve(x):\n    return x * FACTOR",
    )
    assert points(result) == (0.0, 12.0)


def test_too_many_deaths_end_the_submission(plan: Plan) -> None:
    dies = Extra("code", "import os\nos._exit(1)")
    submission = Submission(RIGHT, {"setup": (dies, dies, dies)})
    result = execute(plan, submission, LIMITS)
    assert points(result) == (0.0, 0.0)
    assert result.cells["test_halve"].outcome == "not run"
    assert result.cells["test_halve"].reason == "the notebook had ended its process 3 times"
    two = execute(plan, Submission(RIGHT, {"setup": (dies, dies)}), LIMITS)
    assert points(two) == (8.0, 12.0)


def test_a_submission_has_a_limit_too(plan: Plan) -> None:
    limits = Limits(cell=HANG, submission=1.5, patience=100.0)
    result = run(plan, limits, double="while True: pass")
    assert points(result) == (0.0, 0.0)
    assert result.cells["double"].outcome == "timeout"
    assert result.cells["test_halve"].reason == "the notebook had used its time (1.5 s)"


@pytest.mark.parametrize(
    "noise",
    [
        "import sys; print('careful', file=sys.stderr)",
        "import warnings; warnings.warn('careful')",
        "np.log(np.zeros(1))",
        "print('many\\n' * 200_000)",
        "display('shown')",
        "_ = [display(str(i)) for i in range(100)]",
    ],
)
def test_noise_costs_nothing(plan: Plan, noise: str) -> None:
    body = f"def halve(x):\n    {noise}\n    return x / 2"
    result = run(plan, extra="from IPython.display import display", halve=body)
    assert points(result) == (8.0, 12.0)
    assert len(str(result.cells["test_halve"].outputs)) < 200_000


def test_ipython_is_there(plan: Plan) -> None:
    result = run(
        plan,
        extra="%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);",
        double="%time factor = 2\ndef double(x):\n    return factor * x",
        halve="import asyncio\nawait asyncio.sleep(0)\ndef halve(x):\n    return x / 2",
    )
    assert points(result) == (8.0, 12.0)
    assert "image/png" in result.cells["setup+0"].outputs[0]["data"]


@pytest.mark.parametrize(
    ("value", "earned", "reason"),
    [
        ("0.5", 6.0, ""),
        ("np.float64(0.25000000000000006)", 3.0, ""),
        ("np.array(0.75)", 9.0, ""),
        ("99", 0.0, "ValueError: the test ended with 99, expected a share from 0 to 1"),
        ("None", 12.0, ""),
        ("assert True", 12.0, ""),
        ("assert False, 'look at the sign'", 0.0, "AssertionError: look at the sign"),
    ],
)
def test_the_points_of_a_test(plan: Plan, value: str, earned: float, reason: str) -> None:
    steps = [s for s in plan.steps if s.id in ("setup", "test_halve")]
    test = steps[-1].__class__(**{**vars(steps[-1]), "source": value})
    cell = execute(Plan("a", "r", (steps[0], test)), Submission({})).cells["test_halve"]
    assert (cell.points, cell.reason) == (earned, reason)
    assert type(cell.points) is float


def test_a_cell_that_fails_only_when_run_again_is_given_up(plan: Plan, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    once = (
        f"import os\nif os.path.exists({str(mark)!r}):\n    os._exit(1)\nopen({str(mark)!r}, 'w')"
    )
    dies = Extra("code", "import os\nos._exit(1)")
    submission = Submission(RIGHT, {"setup": (Extra("code", once), dies)})
    assert points(execute(plan, submission, LIMITS)) == (8.0, 12.0)


def test_a_machine_that_cannot_confine_code_is_no_zero(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(box: sandbox.Sandbox) -> None:
        raise sandbox.SandboxUnavailable("bwrap is not installed")

    close_all()
    monkeypatch.setattr(sandbox.Sandbox, "start", refuse)
    with pytest.raises(CourseError, match=r"bwrap is not installed.*unsafe-no-sandbox"):
        run(plan)


def test_a_sandbox_is_kept_while_the_same_is_withheld(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Started:
        def __init__(self, plan: Plan, protection: str) -> None:
            self.closed = False

        def close(self) -> None:
            self.closed = True

    close_all()
    monkeypatch.setattr(module, "_Executor", Started)
    first: Any = module._executor(plan, "none")
    assert module._executor(replace(plan, release="0" * 12), "none") is first
    more = [replace(s, source=f"{s.source}\ndef more(): pass") for s in plan.steps]
    others = (
        (replace(plan, steps=tuple(more)), "none"),
        (replace(plan, assignment="91_other"), "none"),
        (plan, "weak"),
    )
    for other, protection in others:
        kept: Any = module._executor(plan, "none")
        assert module._executor(other, protection) is not kept and kept.closed
    close_all()
