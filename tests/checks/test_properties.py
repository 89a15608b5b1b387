"""How a property is declared: its function's name, and the functions of the student's it takes."""

import ast
import importlib
import pkgutil
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

import course_lib.lessons
from course_lib.checking.core import Exercise
from course_lib.checking.probes import ANY_FORM, VIEWS
from course_lib.checking.trial import Trial

LESSONS = [module.name for module in pkgutil.iter_modules(course_lib.lessons.__path__)]
CODE = Path(course_lib.__path__[0])
#: What a guard is called that hands the same numbers over in another form.
FORMS = {ANY_FORM, VIEWS, "numbers of NumPy"}
#: Exercises without such a guard: the patient's program calls these functions with arrays of its
#: own, and `triage` is given a record.
ONE_FORM = {"clinic": {"further", "last_patient", "repair", "triage"}}


def pair() -> Exercise:
    return Exercise("pair", functions=("forward", "backward"))


def exercises(lesson: str) -> list[Exercise]:
    checks = importlib.import_module(f"course_lib.lessons.{lesson}.checks")
    return [value for value in vars(checks).values() if isinstance(value, Exercise)]


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_traceback_tells_which_property_failed(lesson):
    places = {
        (p.test.__code__.co_filename, p.test.__code__.co_firstlineno, p.test.__name__)
        for exercise in exercises(lesson)
        for p in exercise.properties
    }
    twice = [k for k, n in Counter((file, name) for file, _, name in places).items() if n > 1]
    assert places and not twice
    assert all(len(name.split("_")) > 1 for _, _, name in places)


@pytest.mark.parametrize("lesson", LESSONS)
def test_an_exercise_takes_its_arguments_in_every_form(lesson):
    one = {e.name for e in exercises(lesson) if FORMS.isdisjoint(e.property_names())}
    assert one == ONE_FORM.get(lesson, set())


def test_a_property_needs_a_name_of_its_own():
    exercise = pair()
    with pytest.raises(ValueError, match="pair: the function of 'zeros' needs a name of its own"):

        @exercise.property("zeros", weight=1)
        def _(t, forward):
            pass

    with pytest.raises(ValueError, match="'<lambda>' is not one"):
        exercise.property("zeros", weight=1)(lambda t, forward: None)

    @exercise.property("ones", weight=1)
    def same_name(t, forward):
        pass

    with pytest.raises(ValueError, match="'same_name' is not one"):
        exercise.guard("twos", cost=0.5)(same_name)
    assert exercise.property_names() == ["ones"]


def test_a_property_takes_the_functions_that_it_names():
    exercise, seen = pair(), []

    @exercise.property("one", weight=1)
    def takes_one(t, backward):
        seen.append(backward())

    @exercise.property("both", weight=1)
    def takes_both(t, backward, forward):
        seen.append(backward() + forward())

    @exercise.property("other names", weight=1)
    def takes_all_in_order(t, f, g):
        seen.append(f() + g())

    exercise.evaluate([lambda: "f", lambda: "b"], np.random.default_rng(0))
    assert seen == ["b", "bf", "fb"]


@pytest.mark.parametrize(
    "test",
    [
        lambda t: None,
        lambda t, f: None,
        lambda t, forward, backwards: None,
        lambda t, forward, backward, other: None,
    ],
)
def test_a_property_that_takes_something_else_is_refused(test):
    test.__name__ = "takes_something"
    with pytest.raises(TypeError, match="the functions of pair are forward, backward"):
        pair().property("values", weight=1)(test)


def test_either_gives_the_first_in_a_notebook_and_the_second_in_the_grader():
    for hidden, want in ((False, "visible"), (True, "hidden")):
        trial = Trial(np.random.default_rng(0), hidden, {}, lambda: 1.0)
        assert trial.either("visible", "hidden") == want


def drawn_in_either(source: str) -> list[str]:
    """Return the calls of ``t.either`` that hand ``t`` on, so that they could draw or call."""
    calls = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "either"
    ]
    return [
        ast.unparse(call)
        for call in calls
        if any(isinstance(n, ast.Name) and n.id == "t" for a in call.args for n in ast.walk(a))
    ]


def test_neither_side_of_either_draws():
    assert drawn_in_either("x = t.either(np.arange(3), t.rng.permutation(3))")
    files = [*CODE.glob("lessons/*/checks/*.py"), *CODE.glob("checking/*.py")]
    sources = [path.read_text(encoding="utf-8") for path in files]
    assert sum(source.count("t.either(") for source in sources) > 100
    assert not [call for source in sources for call in drawn_in_either(source)]
