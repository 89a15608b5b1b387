"""The figures that notebook 04 quotes lie where it says; its explorer draws what it computed."""

import numpy as np
import pytest

from course_lib.lessons.dropout.experiments import training as experiments
from course_lib.lessons.dropout.explorers import mask_sums


@pytest.fixture(scope="module")
def noisy():
    return experiments.train(1.0), experiments.train(0.5)


def test_dropout_helps_on_few_noisy_labels(noisy):
    without, dropped = noisy
    change, error = experiments.paired(dropped.test_accuracy, without.test_accuracy)
    assert 0.05 < change < 0.11 and change > 5 * error
    gap, _ = experiments.paired(dropped.gap, without.gap)
    assert -0.30 < gap < -0.15
    loss, error = experiments.paired(dropped.test_loss, without.test_loss)
    assert loss < -3 * error
    assert without.train_curve[-1].mean() > 0.97
    peak = without.test_curve.mean(axis=1).max()
    assert peak - without.test_curve[-1].mean() > 0.02  # "peaks early and falls"


def test_dropout_does_not_help_on_clean_digits():
    for n, epochs in ((100, 40), (1198, 10)):
        plain = experiments.train(1.0, n=n, noise=0.0, epochs=epochs)
        half = experiments.train(0.5, n=n, noise=0.0, epochs=epochs)
        strong = experiments.train(0.3, n=n, noise=0.0, epochs=epochs)
        change, error = experiments.paired(half.test_accuracy, plain.test_accuracy)
        assert -0.02 < change < 2 * error
        change, error = experiments.paired(strong.test_accuracy, plain.test_accuracy)
        assert change < -3 * error


def test_a_scaling_slip_shows_in_the_loss_and_not_in_the_accuracy(noisy):
    slips = experiments.scaling_slips(noisy[1]).values()
    right, twice, divided = [(accuracy.mean(), loss.mean()) for accuracy, loss in slips]
    assert abs(twice[0] - right[0]) < 0.01 and twice[1] > 2 * right[1]
    assert abs(divided[0] - right[0]) < 0.01 and divided[1] > right[1]


def test_many_masks_reach_the_accuracy_of_the_rule_and_not_its_loss(noisy):
    def mean(predict, x, n, rng):
        return sum(predict(x, rng) for _ in range(n)) / n

    result = experiments.monte_carlo(noisy[1], mean, masks=(1, 3, 100))
    rule = result.rule_accuracy.mean()
    single, few, many = result.accuracy.mean(axis=1)
    assert single < few < rule - 0.02
    assert abs(many - rule) < 0.02
    assert result.loss[-1].mean() > result.rule_loss.mean() + 0.05


def test_masks_disagree_more_about_wrong_answers_than_about_right_ones(noisy):
    right, wrong = experiments.doubt(noisy[1])
    change, error = experiments.paired(wrong, right)
    assert change > 0.1 and change > 5 * error


def test_with_dropout_no_unit_is_needed_and_more_outputs_are_0(noisy):
    without, dropped = (experiments.redundancy(run) for run in noisy)
    assert np.allclose(without.accuracy[0], noisy[0].test_accuracy)
    lost = [run.accuracy[0] - run.accuracy[3] for run in (without, dropped)]
    assert without.shares[3] == 0.5
    assert (
        0.25 < lost[0].mean() < 0.4 and lost[1].mean() < 0.5 * lost[0].mean()
    )  # "more than twice as much"
    change, error = experiments.paired(*lost)
    assert change > 5 * error
    change, error = experiments.paired(dropped.silent, without.silent)
    assert 0.15 < change < 0.35 and change > 5 * error
    assert without.chances.sum() == pytest.approx(1.0)
    drawn = experiments.plot_redundancy({"a": without, "b": dropped})
    for axes in drawn.axes:
        assert axes.get_title() and axes.get_ylabel() and axes.get_legend() is not None


def test_the_same_seed_has_the_same_digits_and_weights():
    first, again = (experiments.train(1.0, n=50, seeds=2, epochs=3) for _ in range(2))
    assert np.array_equal(again.test_accuracy, first.test_accuracy)
    assert np.array_equal(again.test_loss, first.test_loss)


def test_the_rule_is_exact_for_a_linear_unit_and_below_the_mean_behind_a_relu():
    for keep_prob in (0.2, 0.5, 0.9):
        stats = mask_sums.compute(keep_prob, 8, 0.0)
        assert stats.linear.mean == pytest.approx(stats.linear.rule)
        assert stats.relu.mean > stats.relu.rule + 0.01
        assert stats.linear.chances.sum() == pytest.approx(1.0)
    for bias in (-9.0, 9.0):
        stats = mask_sums.compute(0.5, 8, bias)
        assert stats.relu.mean == pytest.approx(stats.relu.rule)


def test_the_explorer_draws_what_it_computed():
    figure = mask_sums.figure_of(0.5, 4, 0.0)
    before = figure.axes[1].get_title()
    mask_sums.draw(figure, mask_sums.compute(0.5, 4, 2.0))
    assert figure.axes[1].get_title() != before
    assert len(figure.axes) == 2 and "16 masks" in before
