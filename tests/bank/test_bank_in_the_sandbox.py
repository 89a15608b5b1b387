"""Every answer of the bank earns in the sandbox what it earns when called directly."""

from pathlib import Path

import numpy as np
import pytest

from autograder.building.plan import make_plan
from autograder.building.source import build_source
from autograder.building.withhold import graded_functions
from autograder.course import Course
from autograder.proving import bank as exercise_bank
from autograder.running.execute import _Executor, _opaque
from course_lib.checking.core import hidden_rng

pytestmark = pytest.mark.sandbox
COURSE = Course.at(Path(__file__).parents[2])


@pytest.fixture(scope="module", params=exercise_bank.notebooks())
def executor(request):
    source = build_source(COURSE, request.param)
    # The answers come from the bank, so no student's version is needed.
    source.metadata["course"] = {"release": "bank"}
    plan = make_plan(request.param, source, source)
    found = _Executor(plan, unsafe=False)
    yield found, plan
    found.close()


def test_the_same_points_and_the_same_first_hint(executor):
    found, plan = executor
    parameters = graded_functions(plan)
    differing = []
    for name, exercise in exercise_bank.exercises(plan.assignment).items():
        answers = [a for a in exercise_bank.answers(plan.assignment) if a.exercise == name]
        session = found.box.session()
        for answer in answers:
            direct = exercise_bank.judge(answer)
            assert session.run_cell(answer.source, 20.0).ok, answer.name
            proxies = [
                session.proxy(f, _opaque(f, parameters.get(f, []))) for f in exercise.functions
            ]
            visible = exercise.evaluate(proxies, np.random.default_rng(0))
            hidden = exercise.evaluate(proxies, hidden_rng(), hidden=True)
            shown = visible.failures[0].name if visible.failures else ""
            inside = (visible.share, hidden.share, shown)
            if inside != (direct.visible, direct.hidden, direct.shown):
                differing.append(
                    (answer.name, inside, (direct.visible, direct.hidden, direct.shown))
                )
            if not session.alive:
                session = found.box.session()
        session.close()
    assert not differing, "\n".join(map(str, differing[:40])) + f"\n{len(differing)} differ"
