"""An answer of the bank earns in the sandbox what it earns when called directly.

Each fifth answer of an exercise goes through, accepted and wrong: what can differ is how values
pass the wall, and answers to one exercise pass the same kinds of values.
"""

import numpy as np
import pytest

from autograder.building.plan import make_plan
from autograder.building.source import build_source
from autograder.building.withhold import graded_functions
from autograder.course import HOUSE, Course
from autograder.proving import bank as exercise_bank
from autograder.running.execute import SENT, _opaque
from autograder.sandbox import Sandbox
from course_lib.checking.core import hidden_rng
from course_lib.checking.probes import ANY_FORM, VIEWS
from tests.waiting import HANG

pytestmark = pytest.mark.sandbox
COURSE = Course.at(HOUSE)
#: In 11 an answer is six parts and trains a net with each; one or two of the six are wrong.
EVERY = {"11_clinic": 10}


@pytest.fixture(scope="module")
def box():
    """Return a jail with the whole library: what a notebook withholds is no matter here."""
    library = {"/course/course_lib": HOUSE / "course_lib"}
    with Sandbox(path=["/course"], preload=SENT, modules=SENT, mounts=library) as found:
        yield found


def test_the_same_points_and_the_same_first_hint(box, notebook, proof):
    source = build_source(COURSE, notebook)
    # The answers come from the bank, so no student's version is needed.
    parameters = graded_functions(make_plan(notebook, source, source))
    direct = {v.answer.name: (v.visible, v.hidden, v.shown) for v in proof.verdicts}
    differing = []
    # The proof has read them all.
    answers = [v.answer for v in proof.verdicts if v.answer.kind != "mutant"]
    for name, exercise in exercise_bank.exercises(notebook).items():
        session = box.session()
        for answer in [a for a in answers if a.exercise == name][:: EVERY.get(notebook, 5)]:
            assert session.run_cell(answer.source, HANG).ok, answer.name
            proxies = [
                session.proxy(f, _opaque(f, parameters.get(f, []))) for f in exercise.functions
            ]
            visible = exercise.evaluate(proxies, np.random.default_rng(0))
            hidden = exercise.evaluate(proxies, hidden_rng(), hidden=True)
            shown = visible.failures[0].name if visible.failures else ""
            inside = (visible.share, hidden.share, shown)
            if answer.expected in (ANY_FORM, VIEWS):
                # Where the entries of an array lie in memory does not pass the wall: what comes
                # out may be plain, so some lose their tenth in the visible check alone.
                assert {visible.share, hidden.share} <= {1.0, direct[answer.name][0]}
            elif inside != direct[answer.name]:
                differing.append((answer.name, inside, direct[answer.name]))
            if not session.alive:
                session = box.session()
        session.close()
    assert not differing, "\n".join(map(str, differing[:40])) + f"\n{len(differing)} differ"
