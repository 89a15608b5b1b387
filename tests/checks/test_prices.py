"""What a mistake costs: the idea, a detail, a known slip, a guard; and what follows from one."""

import numpy as np
import pytest

from course_lib.checking.core import Exercise
from course_lib.checking.types import Slip


def stretch() -> Exercise:
    """Return an exercise with two functions, of shares 0.6 and 0.4."""
    exercise = Exercise("stretch", functions=("double", "triple"))

    @exercise.property("twice", weight=4)
    def twice(t, double):
        x = np.arange(1.0, 4.0)
        t.close("out", t.call(double, x), 2 * x, "s", mistakes=[(-2 * x, Slip("The sign."))])

    @exercise.property("twice again", weight=1)
    def twice_again(t, double):
        x = np.arange(2.0, 6.0)
        t.close("out", t.call(double, x), 2 * x, "s", "A fallback.", [(-2 * x, Slip("The sign."))])

    @exercise.detail("zero", weight=1)
    def zero(t, double):
        t.close("out", t.call(double, np.zeros(2)), np.zeros(2), "zero", "Look at 0.")

    @exercise.guard("rows")
    def rows(t, double):
        t.array("out", t.call(double, np.ones((2, 2))), (2, 2))

    @exercise.property("three times", weight=4)
    def three_times(t, triple):
        t.close("out", t.call(triple, np.ones(2)), np.full(2, 3.0), "s", "A likely one.")

    @exercise.known("One was added.", "double", kind="idea")
    def one_too_many(double):
        return lambda x: double(x) - 1

    @exercise.known("Two were added.", "triple")
    def two_too_many(triple):
        return lambda x: triple(x) - 2

    return exercise


def report_of(double, triple=lambda x: 3 * x):
    return stretch().evaluate([double, triple], np.random.default_rng(0))


@pytest.mark.parametrize(
    ("double", "triple", "share"),
    [
        (lambda x: 2 * x, lambda x: 3 * x, 1.0),
        (lambda x: 5 * x, lambda x: 3 * x, 0.4 + 0.6 / 6),  # what holds, which is below a third
        (lambda x: 2 * x if x.size == 3 else x, lambda x: 3 * x, 0.4 + 0.6 / 3),
        (lambda x: 2 * x + (x == 0), lambda x: 3 * x, 0.4 + 0.6 * 5 / 6),
        (lambda x: 2 * x if x.ndim == 1 else x[0], lambda x: 3 * x, 0.4 + 0.6 * 0.9),
        (lambda x: -2 * x, lambda x: 3 * x, 0.4 + 0.6 * 0.75),  # one slip, priced once
        (lambda x: 2 * x, lambda x: 3 * x + 2, 0.6 + 0.4 * 0.75),
        (lambda x: 2 * x, lambda x: 4 * x, 0.6),
    ],
)
def test_a_mistake_costs_by_what_it_means(double, triple, share):
    assert report_of(double, triple).share == pytest.approx(share)


def test_what_a_known_mistake_explains_is_folded_and_named_once():
    for double, cause in ((lambda x: -2 * x, "The sign."), (lambda x: 2 * x + 1, "One was added.")):
        failures = report_of(double).failures
        assert failures[0].cause == cause and failures[0].certain and not failures[0].folded
        assert all(o.folded and o.cause == cause for o in failures[1:])
    assert len(failures) == 3
    assert report_of(lambda x: 2 * x + 1).share == pytest.approx(0.4 + 0.6 / 3)


def test_what_it_does_not_explain_stays_open_without_the_cause_of_another_mistake():
    failures = report_of(lambda x: (2 * x + 1) * (x.size != 4)).failures
    assert [(o.name, o.folded, o.cause) for o in failures] == [
        ("twice", False, "One was added."),
        ("twice again", False, ""),
        ("zero", True, "One was added."),
    ]


def test_two_mistakes_in_two_functions_show_both():
    failures = report_of(lambda x: -2 * x, lambda x: 6 * x).failures
    assert [o.cause for o in failures if not o.folded] == ["The sign.", "A likely one."]


def test_a_result_has_a_share_of_its_own():
    exercise = Exercise("pair", functions=("pair",))

    @exercise.property("first", weight=1, of="first")
    def first(t, pair):
        t.close("first", t.call(pair)[0], 1.0, "s")

    @exercise.property("second", weight=1, of="second")
    def second(t, pair):
        t.close("second", t.call(pair)[1], 2.0, "s")

    assert exercise.evaluate([lambda: (1.0, 3.0)], np.random.default_rng(0)).share == 0.5


@pytest.mark.parametrize(
    ("double", "triple", "share"),
    [
        (lambda x: 2 * x, lambda x: 4 * x, 0.5),  # the wrong one fails the guard, and pays alone
        (lambda x: 3 * x, lambda x: 3 * x, 0.5),
        (lambda x: 2 * x, lambda x: 3 * x if x.ndim == 1 else x, 0.9),
        (lambda x: x, lambda x: x, 0.0),
    ],
)
def test_a_guard_of_two_functions_leaves_a_right_one_its_share(double, triple, share):
    exercise = Exercise("both", functions=("double", "triple"))

    @exercise.property("twice", weight=1)
    def twice(t, double):
        t.close("out", t.call(double, np.ones(2)), np.full(2, 2.0), "s")

    @exercise.property("three times", weight=1)
    def three_times(t, triple):
        t.close("out", t.call(triple, np.ones(2)), np.full(2, 3.0), "s")

    @exercise.guard("rows")
    def six_times(t, double, triple):
        got = t.call(triple, t.call(double, np.ones((2, 2))))
        t.close("out", got, np.full((2, 2), 6.0), "s")

    report = exercise.evaluate([double, triple], np.random.default_rng(0))
    assert report.share == pytest.approx(share)
