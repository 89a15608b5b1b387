"""Causes that one sentence names: the bank holds a property's name, these tests the sentence."""

import numpy as np
import pytest

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
