"""What checks share: inputs with known answers, and the words for results."""

import numpy as np
import pytest

from course_lib.checking import inputs, results
from course_lib.checking.trial import Trial


def trial(hidden: bool = False, seed: int = 0) -> Trial:
    return Trial(np.random.default_rng(seed), hidden, {}, lambda: 1.0)


def test_a_worksheet_is_shuffled_in_the_grader_only():
    assert np.array_equal(inputs.order(trial(), 9), np.arange(9))
    hidden = inputs.order(trial(hidden=True), 9)
    assert sorted(hidden) == list(range(9)) and not np.array_equal(hidden, np.arange(9))


def test_numbers_away_from_zero_have_both_signs():
    x = inputs.away_from_zero(trial(), 20, 30, low=0.25, high=4.0)
    assert x.shape == (20, 30) and np.abs(x).min() >= 0.25 and np.abs(x).max() <= 4.0
    assert 200 < (x > 0).sum() < 400


def test_numbers_of_every_size_say_which_are_positive():
    x, positive = inputs.every_size(trial(), (3, 4))
    assert np.array_equal(x > 0, positive == 1) and positive.sum() == 6
    powers = np.sort(np.log10(np.abs(x)), axis=None)
    assert -6 <= powers[0] < -5.5 and 5.5 < powers[-1] <= 6 and np.diff(powers).max() < 1.5


@pytest.mark.parametrize(("n", "d"), [(2, 1), (5, 3), (8, 2)])
def test_evenly_spread_columns_have_mean_0_and_variance_1(n, d):
    x = inputs.spread_evenly(trial(), n, d)
    assert x.shape == (n, d)
    assert x.mean(axis=0) == pytest.approx(0) and x.var(axis=0) == pytest.approx(1)


@pytest.mark.parametrize("shape", [(4, 4), (5, 2)])
def test_random_axes_are_orthonormal(shape):
    axes = inputs.random_axes(trial(), *shape)
    assert axes.shape == shape
    assert axes.T @ axes == pytest.approx(np.eye(shape[1]))


def test_four_draws_tell_a_seeded_function_from_one_that_draws():
    first, second, again, other = inputs.four_draws(trial(), lambda rng: rng.random(3))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, second) and not np.array_equal(first, other)
    frozen = inputs.four_draws(trial(), lambda rng: np.random.default_rng(0).random(3))
    assert all(np.array_equal(frozen[0], draw) for draw in frozen)


def test_a_fresh_generator_follows_the_trial():
    t = trial()
    draws = [inputs.fresh(g).random() for g in (t, t, trial(), trial(seed=1))]
    assert draws[0] == draws[2] and len(set(draws)) == 3


@pytest.mark.parametrize(
    ("value", "finite"),
    [(np.ones(2), True), (np.array([1.0, np.nan]), False), (np.array([np.inf]), False)]
    + [(value, True) for value in (np.array([1, 2]), "no array", None, np.nan)],
)
def test_only_arrays_of_floats_can_fail_to_be_finite(value, finite):
    assert results.is_finite(value) is finite


def test_numbers_are_told_with_four_digits():
    assert results.numbers(np.array([[1.0, 2 / 3], [12345.678, -1e-9]])) == (
        "1, 0.6667, 1.235e+04, -1e-09"
    )
