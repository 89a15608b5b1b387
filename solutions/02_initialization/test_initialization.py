"""Notebook 02: the lecture's tables, and every figure that the notebook's text quotes."""

import numpy as np
import pytest

from course_lib.engine.init import init_weights, orthogonal
from course_lib.lessons.initialization import experiments
from course_lib.lessons.initialization.experiments.statistics import activation_statistics
from course_lib.plots import png


def activation_stats(x, weights, activation):
    means, stds = [], []
    for w in weights:
        z = x @ w
        x = np.tanh(z) if activation == "tanh" else np.maximum(z, 0)
        means.append(x.mean())
        stds.append(x.std())
    return np.array(means), np.array(stds)


@pytest.fixture(scope="module")
def runs():
    return {
        table.title: experiments.simulate(
            init_weights, activation_stats, table.scheme, table.activation, runs=20, seed=11
        )
        for table in experiments.LECTURE
    }


@pytest.mark.parametrize("table", experiments.LECTURE, ids=lambda table: table.title)
def test_lecture_lies_within_four_standard_errors_and_half_a_printed_unit(table, runs):
    means, stds = runs[table.title]
    for printed, measured in ((table.means, means), (table.stds, stds)):
        error = measured.std(axis=0, ddof=1) * np.sqrt(1 + 1 / len(measured))
        assert np.all(np.abs(printed - measured.mean(axis=0)) <= 4 * error + 0.5e-6)


def test_distance_forgives_half_a_printed_unit():
    far = experiments.compare(np.array([1e-6, 5.0]), np.array([[1.3e-6, 1.0], [1.4e-6, 2.0]]))
    assert far.distance[0] == 0
    np.testing.assert_allclose(far.error[1], 0.5**0.5 * 1.5**0.5)
    np.testing.assert_allclose(far.distance[1], (3.5 - 0.5e-6) / far.error[1])


def test_three_of_six_misread_numbers_give_themselves_away():
    runs = experiments.simulate(init_weights, activation_stats, "xavier", "relu", runs=20, seed=1)
    flagged, missed = [], []
    for name in ("means", "stds"):
        read, true = (getattr(t, name) for t in (experiments.SCANNED, experiments.LECTURE[2]))
        of_runs = getattr(runs, name)
        off = np.abs(read - of_runs.mean(axis=0))
        flags = off > 4 * of_runs.std(axis=0, ddof=1) + 0.5e-6
        assert not np.any(flags & (read == true))
        flagged += [(name, int(i) + 1) for i in np.flatnonzero(flags)]
        missed += [(name, int(i) + 1) for i in np.flatnonzero((read != true) & ~flags)]
    assert flagged == [("means", 4), ("stds", 2), ("stds", 6)]
    assert missed == [("stds", 1), ("stds", 4), ("stds", 9)]


def test_layer_1_tells_how_wide_the_lectures_layers_are():
    distance = {}
    for width in (256, 500, 512):
        stds = []
        for seed in range(5):
            rng = np.random.default_rng(seed)
            w = init_weights(width, width, "small", rng)
            stds.append(activation_stats(rng.standard_normal((1000, width)), [w], "tanh")[1][0])
        error = np.std(stds, ddof=1) * np.sqrt(1 + 1 / 5)
        distance[width] = abs(0.213081 - np.mean(stds)) / error
    assert distance[500] < 3 and min(distance[256], distance[512]) > 6


def test_predictions_of_sections_1_and_2(runs):
    z = experiments.stds_through_layers(init_weights, "small", "tanh")[0]
    assert z[0] / z[-1] > 1e5
    for scheme in ("xavier", "he"):
        others = experiments.stds_through_layers(init_weights, scheme, "tanh")[0]
        assert others.min() > 0.1 and others.max() < 2
    stds = runs["relu, std 1 / sqrt(500)"].stds.mean(axis=0)
    assert 15 < stds[0] / stds[-1] < 30
    last = runs["relu, std sqrt(2 / 500)"].stds[:, -1]
    assert 0.05 < last.std(ddof=1) / last.mean() < 0.2  # "about ten percent in layer 10"


def test_written_answer_1_quotes_the_factor(runs):
    stds = runs["tanh, std 0.01"].stds.mean(axis=0)
    assert abs(stds[5] / stds[4] - 0.2236) < 0.002


def test_written_answer_2_quotes_the_last_layer():
    last = (50 * 0.01**2) ** 5 * 0.5**4.5
    assert abs(last - 1.4e-13) < 0.05e-13


def test_equal_weights_make_equal_units():
    for value in (0.0, 0.1):
        start = experiments.constant_start(value)
        assert start.distinct == (1, 1)
        assert start.accuracy.max() < 0.2
    random = experiments.constant_start(None)
    assert random.distinct == (50, 50)
    assert random.accuracy.min() > 0.85


def test_relu_of_a_normal_number_has_half_the_second_moment_and_variance_0_341():
    z = np.random.default_rng(0).standard_normal(1_000_000)
    a = np.maximum(z, 0)
    assert abs((a**2).mean() - 0.5) < 0.003
    assert abs(a.var() - 0.341) < 0.003
    assert abs(a.mean() - 1 / np.sqrt(2 * np.pi)) < 0.002
    assert abs(0.582273 - a.std()) < abs(0.582273 - 0.707)


def test_half_of_the_activations_are_0_and_few_units_are_dead():
    plain, raised = (experiments.dead_units(init_weights, bias) for bias in (0.0, 0.1))
    assert np.all(np.abs(plain.inactive.mean(axis=0) - 0.5) < 0.03)
    assert np.all(raised.inactive.mean(axis=0) < plain.inactive.mean(axis=0))
    assert plain.dead[:, :2].max() == 0
    assert 0.06 < plain.dead[:, -1].mean() < 0.14
    assert plain.cosine[:, 0].mean() < 0.4 and plain.cosine[:, -1].mean() > 0.8
    assert raised.dead[:, -1].mean() > plain.dead[:, -1].mean() - plain.dead[:, -1].std(ddof=1)


def test_small_weights_make_the_gradient_of_w_equally_small_everywhere():
    small, xavier = (
        experiments.gradients(experiments.with_scheme(init_weights, scheme), "tanh")
        for scheme in ("small", "xavier")
    )
    level = small.of_w.mean(axis=0)
    assert level.max() / level.min() < 1.2
    assert xavier.of_w.mean(axis=0).min() / level.max() > 1e8
    assert np.all(np.diff(small.of_z.mean(axis=0)) > 0)
    wide = experiments.gradients(experiments.with_scheme(init_weights, "small", 50), "tanh")
    assert np.all(np.diff(wide.of_w.mean(axis=0)) < 0)
    saturated = activation_statistics(0.5, "tanh", depth=10, width=100).flat
    assert saturated.mean() > 0.5


def test_gradients_are_those_of_the_loss():
    draw = experiments.with_scheme(init_weights, "xavier")
    for activation in ("tanh", "relu"):
        norms = experiments.gradients(draw, activation, depth=2, width=5, rows=4, seeds=1)
        rng = np.random.default_rng([2, 0])
        x, weights = rng.standard_normal((4, 5)), [draw(5, 5, rng) for _ in range(2)]
        dout = rng.standard_normal((4, 5)) / 4
        act = np.tanh if activation == "tanh" else lambda z: np.maximum(z, 0)

        def loss(w, x=x, weights=weights, dout=dout, act=act):
            return float(np.sum(act(act(x @ w) @ weights[1]) * dout))

        h = 1e-6
        numeric = [
            (loss(weights[0] + e) - loss(weights[0] - e)) / (2 * h)
            for e in h * np.eye(25).reshape(25, 5, 5)
        ]
        np.testing.assert_allclose(norms.of_w[0, 0], np.linalg.norm(numeric), rtol=1e-6)


def test_orthogonal_weights_keep_all_directions_of_a_linear_network_only():
    perpendicular = experiments.with_gain(orthogonal, 1.0)
    linear = experiments.singular_values(perpendicular, "linear")
    np.testing.assert_allclose(linear, 1, rtol=1e-10)
    gaussian = experiments.singular_values(
        experiments.with_scheme(init_weights, "xavier"), "linear"
    )
    assert 3 < gaussian[:, 0].mean() < 10
    assert np.median(gaussian) < 0.01 and gaussian[:, -1].max() < 1e-12
    for draw in (
        experiments.with_scheme(init_weights, "he"),
        experiments.with_gain(orthogonal, 2**0.5),
    ):
        assert experiments.singular_values(draw, "relu")[:, 49:].max() < 1e-12


@pytest.fixture(scope="module")
def maps():
    inits = {"0.01": 0.01, "xavier": "xavier", "he": "he", "orthogonal": "orthogonal", "0.5": 0.5}
    return [experiments.depth_heat_map(inits, activation) for activation in ("relu", "tanh")]


def test_what_the_text_says_of_the_heat_map(maps):
    relu, tanh = (m.accuracy for m in maps)
    for accuracy in (relu, tanh):
        assert accuracy[0, 1:].min() > 0.9
        assert accuracy[1:, 0].max() < 0.12
    assert relu[2, 2] > 0.8 and relu[2, [0, 1, 3, 4]].max() < 0.6
    assert tanh[2, 1:4].min() > 0.9 and tanh[2, 4] < 0.8


def test_xavier_catches_up_after_20_epochs():
    late = experiments.depth_heat_map({"xavier": "xavier"}, "relu", depths=(10,), epochs=20)
    assert late.accuracy[0, 0] > 0.88


def test_figures_can_be_drawn(runs, maps):
    stds = {"small": np.array([0.1, 0.01])}
    measured = experiments.stds_through_layers(init_weights, "he", "linear", 2, 3, 20, 10)
    dead = experiments.dead_units(init_weights, 0.0, seeds=2, depth=2, width=20, rows=10)
    draw = experiments.with_scheme(init_weights, "he")
    values = experiments.singular_values(draw, "relu", 2, 9, 2)
    scan = runs["relu, std 1 / sqrt(500)"]
    for figure in (
        experiments.plot_tables(runs),
        experiments.plot_suspects(experiments.SCANNED, scan, np.arange(10) == 1),
        experiments.plot_stds(stds, "title"),
        experiments.plot_predictions({"he": (measured, np.ones(3))}),
        experiments.plot_dead_units({"bias 0": dead}),
        experiments.plot_gradients({"he": experiments.gradients(draw, "relu", 2, 5, 4, 2)}, "t"),
        experiments.plot_singular_values({"he": values}),
        experiments.plot_heat_map(maps),
    ):
        for axes in figure.axes:
            assert axes.get_xlabel() or axes.get_ylabel()
        assert png(figure).startswith(b"\x89PNG")


def test_comparison_text_has_a_line_for_every_layer(runs):
    table = experiments.LECTURE[0]
    lines = experiments.comparison_text(table, runs[table.title]).splitlines()
    assert len(lines) == 12 and "0.213081" in lines[2]
