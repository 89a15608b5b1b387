"""The figures that notebook 10 quotes lie where it says; its explorer draws what it computed."""

import numpy as np
import pytest

from course_lib.findings import judge
from course_lib.lessons.transfer.experiments import figures, findings
from course_lib.lessons.transfer.experiments import nets as experiments
from course_lib.lessons.transfer.explorers import transfer_layers


def replace_head(params, layer, n_classes, rng):
    features = params[f"w{layer}"].shape[0]
    w = rng.standard_normal((features, n_classes)) / np.sqrt(features)
    return {**params, f"w{layer}": w, f"b{layer}": np.zeros(n_classes)}


def extract_features(x, params, depth):
    for i in range(1, depth + 1):
        x = np.maximum(x @ params[f"w{i}"] + params[f"b{i}"], 0)
    return x


def learning_rates(names, head, frozen, lr, body_factor=0.1):
    body = dict.fromkeys(names, lr * body_factor)
    return body | dict.fromkeys(head, lr) | dict.fromkeys(frozen, 0.0)


PARTS = (replace_head, extract_features, learning_rates, experiments.plain_step)


@pytest.fixture(scope="module")
def table():
    return {
        (n, kind): figures.corner(experiments.target(n, kind), experiments.source(), *PARTS)
        for n, kind in figures.CORNERS
    }


@pytest.fixture(scope="module")
def new_digits():
    return {
        n: figures.corner(experiments.target(n, "new digits"), experiments.source(digits=5), *PARTS)
        for n in (10, 50, 150)
    }


def gain(runs, method, over="scratch"):
    """The mean gain over the seeds, and how many standard errors that is."""
    mean, error = experiments.paired(runs[method], runs[over])
    return mean, mean / error


def test_little_similar_data_wants_a_linear_classifier_on_top(table):
    runs = table[10, "similar"]
    mean, errors = gain(runs, "top")
    assert 0.06 < mean < 0.10 and errors > 5
    assert 0.80 < runs["top"].mean() < 0.84 and 0.72 < runs["scratch"].mean() < 0.76
    assert "top" in figures.winners(runs)
    assert gain(runs, "top", "pixels")[1] > 4


def test_much_similar_data_wants_fine_tuning(table):
    runs = table[250, "similar"]
    assert figures.winners(runs) == ["all layers"]
    mean, errors = gain(runs, "all layers")
    assert 0.005 < mean < 0.02 and errors > 4
    assert gain(runs, "few layers")[1] > 4
    assert 0 < gain(runs, "all layers", "few layers")[0] < 0.006


def test_on_little_different_data_no_layer_beats_the_pixels(table):
    runs = table[10, "different"]
    assert figures.winners(runs)[0] in ("scratch", "pixels")
    for method in ("early", "top", "few layers", "all layers"):
        assert gain(runs, method, "pixels")[0] < 0
    assert gain(runs, "top", "pixels")[1] < -3


def test_on_much_different_data_more_layers_are_better_and_a_fresh_net_best(table):
    runs = table[250, "different"]
    assert figures.winners(runs) == ["scratch"]
    assert gain(runs, "all layers", "few layers")[1] > 4
    assert gain(runs, "few layers", "top")[1] > 3
    mean, errors = gain(runs, "all layers")
    assert -0.03 < mean < -0.015 and errors < -5
    assert runs["all layers"].mean() == pytest.approx(0.92, abs=0.01)


def test_the_rates_are_what_the_text_says_of_them():
    task, origin = experiments.target(250), experiments.source()

    def from_scratch(lr):
        return experiments.train(experiments.fresh(2), task, dict.fromkeys(experiments.NAMES, lr))

    slow, right, fast = (from_scratch(lr).mean() for lr in (0.1, 0.3, 1.0))
    assert slow + 0.003 < right and fast < 0.7
    for kind in ("similar", "different"):
        task = experiments.target(250, kind)
        for depth in (0, 1) if kind == "different" else (0, 1, 2):
            mean, _ = experiments.paired(
                *(
                    experiments.linear_classifier(task, origin, depth, extract_features, lr=lr)
                    for lr in (0.3, 0.1)
                )
            )
            assert 0 < mean < 0.011  # "gain a little, up to 0.01"
    jumps = experiments.linear_classifier(task, origin, 2, extract_features, lr=0.3)
    assert jumps.std(ddof=1) > 0.08


def test_new_digits_lose_with_every_number_of_labels(new_digits):
    assert experiments.source(digits=5).test_accuracy.mean() == pytest.approx(0.996, abs=0.002)
    for runs in new_digits.values():
        for method in ("early", "top", "few layers", "all layers"):
            assert gain(runs, method)[1] < -4
        assert min(runs, key=lambda name: runs[name].mean()) == "top"
    runs = new_digits[50]
    mean, errors = gain(runs, "top", "pixels")
    assert -0.14 < mean < -0.09 and errors < -8
    mean, errors = gain(runs, "all layers")
    assert -0.07 < mean < -0.04 and errors < -8


def test_a_fresh_head_at_a_tenth_of_the_rate_is_slow():
    task = experiments.target(250)
    slow = figures.slow_head(task, experiments.source(), replace_head)
    right, tenth, scratch = (slow[name] for name in slow)
    for step in range(len(figures.SLOW_STEPS)):
        mean, error = experiments.paired(tenth[step], scratch[step])
        assert mean < 2 * error + 0.005  # no better than a fresh net
        mean, error = experiments.paired(right[step], tenth[step])
        assert mean > 5 * error
    assert tenth[0].mean() < scratch[0].mean()
    assert (right[0] - tenth[0]).mean() > 0.1


def test_the_body_may_learn_at_a_tenth_where_transfer_helps_and_must_be_fast_where_not():
    def curve(n, kind):
        task = experiments.target(n, kind)
        factors = (0.0, 0.1, 1.0)
        step = experiments.plain_step
        return figures.body_factors(task, experiments.source(), factors, replace_head, step)

    frozen, tenth, full = curve(250, "similar")
    assert experiments.paired(tenth, frozen)[0] > 2 * experiments.paired(tenth, frozen)[1]
    assert abs((full - tenth).mean()) < 0.005
    frozen, tenth, full = curve(250, "different")
    assert frozen.std(ddof=1) > 0.05  # "varies a lot from seed to seed"
    assert (tenth - frozen).mean() > 0.05
    assert experiments.paired(full, tenth)[0] > 5 * experiments.paired(full, tenth)[1]
    _, tenth, full = curve(10, "similar")
    mean, error = experiments.paired(full, tenth)
    assert -2 * error < mean < 0.0  # "by less than two standard errors"


def test_rates_by_layer_make_no_difference_to_speak_of():
    start = experiments.with_new_head(experiments.source(), 2, replace_head)
    means = []
    for decay in (1.0, 2.6, 10.0):
        lrs = {name: 0.3 / decay ** (3 - int(name[1:])) for name in experiments.NAMES}
        means.append(experiments.train(start, experiments.target(250), lrs).mean())
    assert max(means) - min(means) < 0.01


def test_targets_share_no_digit_with_the_source_and_keep_their_examples():
    source_x, _, target_x, _, test_x, _ = experiments._digits()
    rows = [{row.tobytes() for row in x} for x in (source_x, target_x, test_x)]
    assert len(source_x) == experiments.N_SOURCE
    assert not rows[0] & rows[1] and not rows[0] & rows[2] and not rows[1] & rows[2]
    similar, different = experiments.target(10), experiments.target(10, "different")
    assert np.array_equal(similar.labels, different.labels)
    assert np.array_equal(similar.x[..., experiments.SHUFFLE], different.x)
    with pytest.raises(ValueError, match="similar"):
        experiments.target(10, "alike")


def test_a_step_of_the_wrong_shape_is_told():
    def transposed(params, grads, lrs):
        return {name: w.T for name, w in params.items()}

    start = experiments.fresh(2)
    lrs = dict.fromkeys(experiments.NAMES, 0.1)
    with pytest.raises(ValueError, match="fine_tune_step: w1 has shape"):
        experiments.train(start, experiments.target(10), lrs, transposed, steps=1)


def test_a_step_may_write_into_the_parameters():
    def in_place(params, grads, lrs):
        for name in params:
            params[name] -= lrs[name] * grads[name]
        return params

    lrs = dict.fromkeys(experiments.NAMES, 0.1)
    start, task = experiments.fresh(2), experiments.target(10)
    runs = [experiments.train(start, task, lrs, s, 5) for s in (in_place, experiments.plain_step)]
    assert np.array_equal(*runs)


def test_shuffling_more_pixels_turns_the_order_of_the_layers():
    near, far = transfer_layers.compute(30, 0), transfer_layers.compute(30, 64)
    pixels, _, top = near.accuracy.mean(axis=1)
    assert top > pixels + 0.05
    pixels, early, top = far.accuracy.mean(axis=1)
    assert top < pixels - 0.02 and early < pixels
    assert np.array_equal(near.accuracy[0], far.accuracy[0])  # a flat line
    ranks = [transfer_layers.ranking(transfer_layers.compute(30, k)) for k in (16, 24)]
    assert ranks[0] == ["layer 2"] and ranks[1][0] != "layer 2"
    assert transfer_layers.ranking(transfer_layers.compute(150, 40)) == ["layer 1"]
    for k in (0, 2, 30, 64):
        assert sorted(transfer_layers.shuffle(k)) == list(range(64))
        assert np.sum(transfer_layers.shuffle(k) != np.arange(64)) == k


def test_the_explorer_draws_what_it_computed():
    figure = transfer_layers.figure_of(30, 0)
    axes = figure.axes[0]
    assert "best: layer 2" in axes.get_title() and "tie" not in axes.get_title()
    assert transfer_layers.ranking(transfer_layers.compute(200, 64))[1:]  # a tie is called a tie
    artists = list(axes.lines)
    far = transfer_layers.compute(30, 64)
    transfer_layers.draw(figure, far)
    assert "best: pixels" in axes.get_title()
    assert list(axes.lines) == artists
    drawn = [axes.lines[2 * depth].get_ydata()[0] for depth in range(3)]
    assert drawn == pytest.approx(far.accuracy.mean(axis=1))


def test_the_figures_have_titles_and_a_bar_for_every_method(table):
    figure = figures.plot_corners(table)
    assert len(figure.axes) == 4
    for axes in figure.axes:
        assert axes.get_title() and axes.get_ylabel() and len(axes.patches) == 6
        low, high = axes.get_ylim()
        assert all(low < bar.get_height() < high for bar in axes.patches)
    assert len(figures.plot_tasks().axes) == 6
    assert transfer_layers.curves().axes[0].get_legend() is not None


def test_one_nan_takes_all_from_a_net_that_a_product_with_0_should_freeze():
    product = experiments.after_one_nan(experiments.product_step)
    safe = experiments.after_one_nan(experiments.plain_step)
    assert np.array_equal(*safe) and safe[0].mean() > 0.9
    assert product[1].max() < 0.2
    found = findings.one_nan(product, safe)
    assert all(judge([claim])[0] for claim in found.claims) and ", the same" in found.text
    assert not judge([findings.one_nan(safe, safe).claims[0]])[0]
