"""The figures that notebook 03 quotes lie where it says; its explorer draws what it computed."""

import numpy as np
import pytest

from course_lib.engine import normalization
from course_lib.lessons.batchnorm import checks
from course_lib.lessons.batchnorm.experiments import figures, training
from course_lib.lessons.batchnorm.experiments import own as experiments
from course_lib.lessons.batchnorm.explorers import statistics as explorer

OWN = {
    "forward": normalization.batchnorm_forward,
    "backward": normalization.batchnorm_backward,
    "update": normalization.update_running,
    "inference": normalization.batchnorm_inference,
}
PAIR = OWN["forward"], OWN["backward"]


def normalize(z):
    return normalization.batchnorm_forward(z, np.ones(z.shape[1]), np.zeros(z.shape[1]))[0]


def error_of(difference):
    return difference.std(ddof=1) / np.sqrt(len(difference))


def assert_labelled(figure, legends=True):
    for axes in figure.axes:
        if axes.get_label() == "<colorbar>":
            continue
        assert axes.get_title()
        if legends:
            assert axes.get_xlabel() and axes.get_ylabel() and axes.get_legend() is not None


# --- sections 1 to 3 ---


def test_ten_layers_keep_their_std_with_batch_norm_only():
    stds = (0.01, 0.1, 1.0)
    without = {std: experiments.stds_through_layers(None, std) for std in stds}
    with_norm = {std: experiments.stds_through_layers(normalize, std) for std in stds}
    assert without[0.01][:, -1].mean() < 1e-9 and without[1.0][:, -1].mean() > 1e9
    assert 0.5 < without[0.1][:, -1].mean() < 1.5
    for std in stds:
        assert 0.55 < with_norm[std][:, -1].mean() < 0.62  # "about 0.6"
        assert np.ptp(with_norm[std].mean(axis=0)) < 0.03  # "one horizontal line"
    assert_labelled(figures.plot_stds(without, with_norm))
    assert np.sqrt(1 / 2 - 1 / (2 * np.pi)) == pytest.approx(0.584, abs=5e-4)


def test_running_means_follow_the_batches():
    traces = experiments.running_traces(normalization.update_running)
    fast, usual, slow = (traces.running[m] for m in (0.5, 0.9, 0.99))
    assert abs(usual[40:] - traces.everything).max() < 0.25
    assert abs(fast[40:] - traces.everything).max() > 0.25
    assert slow[-1] < 0.8 * traces.everything  # "has not yet forgotten its start"
    assert abs(0.9**40 - 0.015) < 1e-3 and abs(0.99**120 - 0.30) < 5e-3
    assert_labelled(figures.plot_running(traces))


@pytest.fixture(scope="module")
def inferred():
    nets = [experiments.train_small(seed) for seed in range(5)]
    return experiments.test_time(nets, OWN["forward"], OWN["inference"])


def test_batch_statistics_at_test_time(inferred):
    mixed = dict(zip(inferred.sizes, inferred.mixed.mean(axis=1), strict=True))
    running = inferred.running.mean()
    assert 0.96 < running < 1.0  # "about 98 %"
    assert 0.05 < mixed[1] < 0.15 and 0.45 < mixed[2] < 0.65
    assert abs(mixed[64] - running) < 0.02
    assert inferred.one_class.max() < 0.16  # guessing, whatever the batch size
    # The reference of the written answer: one class for every image, 29 of 300.
    counts = np.bincount(experiments.digits().y_test)
    assert round(300 * mixed[1]) in counts and mixed[1] == pytest.approx(0.097, abs=1e-3)
    assert inferred.one_class[inferred.sizes.index(64)].mean() == pytest.approx(0.102, abs=0.02)
    assert_labelled(figures.plot_test_time(inferred))


def test_the_explorer_has_its_goal_and_its_trap():
    shifted = explorer.compute(128, 10, 1.0, 2.0)
    assert shifted.accuracy[0] - shifted.accuracy[1] > 0.7
    assert explorer.compute(64, 1, 1.0, 0.0).accuracy[0] < 0.2
    usual = explorer.compute(64, 10, 1.0, 0.0)
    assert (usual.accuracy > 0.95).all()
    shown = explorer.compute(64, 10, 1.0, 1.0)
    assert abs(shown.values[0].mean()) < 1e-3 < 0.5 < abs(shown.values[1].mean())
    assert shown.accuracy[1] < usual.accuracy[1] - 0.1


def test_the_explorer_draws_again_on_the_same_artists():
    figure = explorer.figure_of()
    artists = [a for axes in figure.axes for a in (*axes.lines, *axes.patches)]
    for setting in ((1, 10, 1.0, 0.0), (128, 1, 3.0, -2.0), (2, 5, 0.2, 2.0)):
        stats = explorer.compute(*setting)
        explorer.draw(figure, stats)
        heights = [bar.get_height() for bar in figure.axes[1].patches]
        assert heights == pytest.approx(100 * stats.accuracy)
        assert len(figure.axes[0].lines[0].get_xdata()) == setting[0]
    assert artists == [a for axes in figure.axes for a in (*axes.lines, *axes.patches)]
    assert_labelled(figure)


def test_the_explorer_uses_the_functions_it_is_given():
    def inference(x, gamma, beta, mean, var, eps):
        return 0 * x

    stats = explorer.compute(8, 10, 1.0, 0.0, OWN["forward"], inference)
    assert stats.accuracy[1] < 0.2 < explorer.compute(8, 10, 1.0, 0.0).accuracy[1]


# --- sections 5 to 7 ---


def test_ten_layers_train_with_own_functions():
    small, he = experiments.train_deep(0.01, 0.01, **OWN), experiments.train_deep("he", 0.3, **OWN)
    assert small.accuracy.min() > 0.8 and he.accuracy.min() > 0.85
    plain_small = experiments.train_deep(0.01, 0.01, "none")
    plain_he = experiments.train_deep("he", 0.3, "none")
    assert plain_small.accuracy.max() < 0.15  # "guessing"
    assert plain_small.loss[-1] == pytest.approx(np.log(10), abs=0.01)
    assert plain_he.accuracy.mean() < he.accuracy.mean() - 0.1
    by_course = experiments.train_deep("he", 0.3)
    assert he.loss[:20] == pytest.approx(by_course.loss[:20], rel=0.05)
    assert_labelled(figures.plot_deep({"BN": he, "no BN": plain_he}, "10 hidden layers"))


def test_scale_and_bias_before_batch_norm_are_harmless():
    base = experiments.one_layer(*PAIR)
    ten = experiments.one_layer(*PAIR, 10)
    assert abs(ten.loss - base.loss) == pytest.approx(7e-6, abs=1e-6)  # the written answer
    assert ten.dw == pytest.approx(0.1 * base.dw, rel=1e-4, abs=1e-7)
    assert abs(experiments.one_layer(*PAIR, 0.01).loss - base.loss) > 0.01  # eps is to blame
    biased = experiments.one_layer(*PAIR, bias=1.0)
    assert abs(biased.loss - base.loss) < 1e-13 and np.abs(biased.db).max() < 1e-14
    plain, plain_ten = experiments.one_layer(None, None), experiments.one_layer(None, None, 10)
    assert plain_ten.loss > plain.loss + 5 and np.abs(plain.db).max() > 0.01


# --- section 8 ---


def test_batch_norm_trains_where_the_plain_net_does_not():
    heat = training.rate_heat_map()
    good = (heat.accuracy >= 0.8).sum(axis=(1, 2, 3))
    assert good[1] > 2 * good[0]
    plain_deep = heat.accuracy[0, -1]
    assert plain_deep[[0, 2]].max() < 0.2 and plain_deep[1].max() > 0.8
    assert (heat.accuracy[1].max(axis=-1) > 0.85).all()  # every start has its learning rate
    best = np.array(heat.rates)[heat.accuracy[1, -1].argmax(axis=-1)]
    assert best[0] <= 0.1 < best[2]
    assert_labelled(figures.plot_heat_map(heat), legends=False)


def test_a_larger_learning_rate_and_no_help_at_a_small_one():
    rates = np.array((0.01, 0.03, 0.1, 0.3, 1.0, 3.0))
    row = training.rate_row(tuple(rates))
    plain, norm = row.accuracy["none"], row.accuracy["before"]
    largest = [max(rates[runs.mean(axis=1) >= 0.8]) for runs in (plain, norm)]
    assert largest[1] >= 10 * largest[0]
    assert norm[0].mean() < plain[0].mean() - 0.05


def test_sigmoid_layers_train_with_batch_norm_only():
    found = training.sigmoids(rates=(0.1,), seeds=2).accuracy
    assert found["sigmoid"].max() < 0.15 and found["sigmoid + BN"].min() > 0.9


def test_small_batches_break_batch_norm():
    by_size = experiments.spread_in_random_batches(normalize, 1.0, (2, 4, 8, 16, 64))
    assert np.abs(np.abs(by_size[2]) - 1).mean() < 0.01
    assert 0 < (np.abs(by_size[2]) < 0.9).mean() < 0.02  # the rare dots between -1 and 1
    spreads = [values.std() for values in by_size.values()]
    assert spreads == sorted(spreads, reverse=True)
    assert_labelled(figures.plot_spread(by_size, 1.0))
    result = training.batch_sizes()
    plain, norm = result.without.mean(axis=1), result.with_norm.mean(axis=1)
    assert norm[0] < 0.4 and plain[0] > 0.85  # batches of two
    assert norm[1] < plain[1] - 0.05  # of four
    assert abs(norm[2:] - plain[2:]).max() < 0.025  # from eight on
    assert plain[-1] < 0.85 and norm[-1] < 0.85  # few steps
    assert_labelled(figures.plot_batch_sizes(result))


def test_the_place_does_not_matter_at_a_good_rate():
    result = training.places()
    difference = result.accuracy["after"] - result.accuracy["before"]
    errors = np.array([error_of(runs) for runs in difference])
    assert difference[0].mean() > 2.5 * errors[0]
    assert (abs(difference[1:].mean(axis=1)) < 2 * errors[1:]).all()
    best = [runs.mean(axis=1).max() for runs in result.accuracy.values()]
    assert abs(best[0] - best[1]) < 0.01
    assert_labelled(figures.plot_places(result))


def test_batch_norm_replaces_dropout_where_little_is_needed_only():
    clean, noisy = training.regularization(0.0), training.regularization(0.2)
    means = [runs.mean() for runs in clean.test.values()]
    assert np.ptp(means) < 0.015  # "within a point or so"
    added = clean.test["BN + dropout"] - clean.test["BN"]
    assert added.mean() < 2 * error_of(added)
    added = noisy.test["BN + dropout"] - noisy.test["BN"]
    assert 0.05 < added.mean() < 0.12 and added.mean() > 4 * error_of(added)
    assert noisy.train["BN"].mean() > 0.98 and noisy.train["plain"].mean() > 0.98
    assert noisy.train["dropout"].mean() < 0.93
    assert_labelled(figures.plot_regularization({"clean": clean, "noisy": noisy}))


# --- the checks ---


def test_conventions_are_named():
    def pytorch(running_mean, running_var, x, momentum=0.1):
        return (
            (1 - momentum) * running_mean + momentum * x.mean(axis=0),
            (1 - momentum) * running_var + momentum * x.var(axis=0, ddof=1),
        )

    def unbiased(running_mean, running_var, x, momentum=0.9):
        mean, _ = normalization.update_running(running_mean, running_var, x, momentum)
        return mean, momentum * running_var + (1 - momentum) * x.var(axis=0, ddof=1)

    def in_place(running_mean, running_var, x, momentum=0.9):
        new = normalization.update_running(running_mean, running_var, x, momentum)
        running_mean[...], running_var[...] = new
        return running_mean, running_var

    def first(f):
        report = checks.update_running.evaluate([f], np.random.default_rng(0))
        return report, (report.failures[0].cause if report.failures else "")

    assert "PyTorch" in first(pytorch)[1] and "OLD" in first(pytorch)[1]
    assert "N - 1" in first(unbiased)[1] and first(unbiased)[0].share > 0
    report, _ = first(in_place)
    assert report.share == 1.0 and "writes into the arrays" in report.notes[0]


def test_a_wrong_forward_that_earns_half_is_its_own_judge():
    def forward(x, gamma, beta, eps=1e-5):  # over N - 1
        std = np.sqrt(x.var(axis=0, ddof=1) + eps)
        x_hat = (x - x.mean(axis=0)) / std
        return gamma * x_hat + beta, (x_hat, gamma, std)

    def backward(dout, cache):
        x_hat, gamma, std = cache
        g, n = dout * gamma, len(dout)
        dx = (g - g.mean(axis=0) - x_hat * (g * x_hat).sum(axis=0) / (n - 1)) / std
        return dx, (dout * x_hat).sum(axis=0), dout.sum(axis=0)

    for exercise in (checks.batchnorm_backward, checks.batchnorm_backward_fused):
        report = exercise.evaluate([forward, backward], np.random.default_rng(0))
        assert report.share == 1.0 and "your own forward pass" in report.notes[0]


def test_a_check_asks_little():
    """A right answer is called a few times, on small batches."""
    sizes = []

    def counted(f):
        return lambda x, *rest, **options: sizes.append(x.size) or f(x, *rest, **options)

    report = checks.batchnorm_backward.evaluate(map(counted, PAIR), np.random.default_rng(0))
    assert report.share == 1.0
    assert 0 < len(sizes) <= 50 and sum(sizes) < 20_000
