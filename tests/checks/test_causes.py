"""Causes that one sentence names: the bank holds a property's name, these tests the sentence."""

import numpy as np
import pytest

from course_lib.checking.core import Exercise
from course_lib.checking.probes import TAKEN_FOR_MISSING, zero_counts
from course_lib.lessons.tuning.checks import sample_log_uniform


def first_failure(exercise, *functions):
    return exercise.evaluate(functions, np.random.default_rng(0)).failures[0]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda low, high, n, rng: np.exp(rng.uniform(np.log10(low), np.log10(high), n)),
        lambda low, high, n, rng: 10 ** rng.uniform(np.log(low), np.log(high), n),
    ],
)
def test_another_base_of_the_logarithm_is_named(wrong):
    failure = first_failure(sample_log_uniform, wrong)
    assert "outside" in failure.symptom
    assert failure.cause == "The base of the logarithm and the base of the power differ."


def test_a_known_mistake_is_not_named_by_a_probe_that_it_makes_silent():
    both = Exercise("both", functions=("both",))
    both.in_order("both", "a, b")

    @both.property("a is x", weight=1)
    def first_of_both(t, both):
        t.close("a", t.call(both, 2.0, returns="a, b")[0], 2.0, "No.")

    @both.guard("rate = 0 is like any other")
    def rate_of_zero(t, both):
        zero_counts(
            t,
            "rate",
            lambda rate: t.call(both, 2.0, rate, returns="a, b")[1],
            lambda rate: rate * 2.0,
            other=0.5,
            default=0.9,
        )

    failure = first_failure(both, lambda x, rate=0.9: (x, x * (rate or 0.9)))
    assert failure.cause == TAKEN_FOR_MISSING.format(name="rate")
    failure = first_failure(both, lambda x, rate=0.9: (x * rate, x))
    assert failure.cause == "The results come in another order: return `a, b`."


def test_a_mistake_that_gives_inf_explains_no_finite_answer():
    half = Exercise("half", functions=("half",))

    @half.property("half of x", weight=1)
    def half_of_x(t, half):
        t.close("out", t.call(half, 2.0), 1.0, "No.", mistakes=[(np.inf, "You divided by 0.")])

    assert first_failure(half, lambda x: x).cause == ""
