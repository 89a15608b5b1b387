"""Activation statistics: the lecture's table, the fast version beside it, and extreme sliders."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from course_lib.lessons.initialization.experiments.statistics import (
    ACTIVATIONS,
    activation_statistics,
    lecture_table,
)

# The lecture's stds for tanh and weights with std 0.01, as printed.
LECTURE = [0.213081, 0.047551, 0.010630, 0.002378, 0.000532, 0.000119]


def test_lecture_table():
    tables = [lecture_table("small", "tanh", np.random.default_rng(seed)) for seed in range(4)]
    stds = np.array([stds for _, stds in tables])
    assert stds.shape == (4, 10)
    # The relative sampling error is about 0.2 % per layer and adds up along the layers.
    np.testing.assert_allclose(stds.mean(axis=0)[:6], LECTURE, rtol=0.015)
    assert np.abs(np.array([means for means, _ in tables])).max() < 1e-3


@pytest.mark.parametrize(("scheme", "activation"), [("he", "relu"), ("xavier", "tanh")])
def test_fast_statistics_agree_with_the_table(scheme, activation):
    fast = [
        activation_statistics(scheme, activation, width=200, rows=400, depth=4, seed=seed)
        for seed in range(6)
    ]
    slow = [
        lecture_table(scheme, activation, np.random.default_rng(seed), 4, 200, 400)
        for seed in range(6)
    ]
    fast_std = np.mean([one.std for one in fast], axis=0)
    np.testing.assert_allclose(fast_std, np.mean([std for _, std in slow], axis=0), rtol=0.08)
    fast_mean = np.mean([one.mean for one in fast], axis=0)
    np.testing.assert_allclose(
        fast_mean, np.mean([mean for mean, _ in slow], axis=0), rtol=0.08, atol=0.01
    )


def test_statistics_are_those_of_the_activations():
    """Recompute one layer from the definition, in float64."""
    rng = np.random.default_rng([3, 30, 50])
    x = rng.standard_normal((50, 30), dtype=np.float32).astype(np.float64)
    w = rng.standard_normal((30, 30), dtype=np.float32)
    a = np.tanh(x @ (0.7 * w))
    result = activation_statistics(0.7, "tanh", depth=1, width=30, rows=50, seed=3)
    assert result.mean[0] == pytest.approx(a.mean(), abs=1e-6)
    assert result.std[0] == pytest.approx(a.std(), abs=1e-6)
    assert result.flat[0] == pytest.approx((np.abs(a) > 0.99).mean())
    np.testing.assert_array_equal(result.counts[0], np.histogram(a, 40, (-1, 1))[0])


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("sigma", [0.0, 1e-20, 1e-3, 1.0, 1e6])
def test_extreme_sliders(activation, sigma):
    result = activation_statistics(sigma, activation, depth=20, width=20, rows=30)
    assert result.mean.shape == result.std.shape == result.flat.shape == (20,)
    assert result.counts.shape == (20, 40)
    assert result.edges.shape == (20, 41)
    assert (np.diff(result.edges, axis=1) > 0).all()
    assert ((result.flat >= 0) & (result.flat <= 1)).all()


def test_a_deeper_net_begins_with_the_same_layers():
    shallow = activation_statistics("he", "relu", depth=3, width=30, rows=40)
    deep = activation_statistics("he", "relu", depth=6, width=30, rows=40)
    np.testing.assert_array_equal(shallow.std, deep.std[:3])


def test_two_threads_do_not_write_into_one_anothers_arrays():
    def stds(sigma):
        return activation_statistics(sigma, width=100, rows=300).std

    sigmas = [0.05, 0.3] * 20
    alone = {sigma: stds(sigma) for sigma in set(sigmas)}
    with ThreadPoolExecutor(2) as pool:
        for sigma, beside in zip(sigmas, pool.map(stds, sigmas), strict=True):
            np.testing.assert_allclose(beside, alone[sigma], rtol=1e-4)


def test_moving_the_slider_draws_nothing_anew(monkeypatch):
    """What is left is one product for each layer, in float32: this is what makes it fast."""
    first = activation_statistics(0.05, width=500, rows=300)
    products = []
    monkeypatch.setattr(np.random, "default_rng", None)
    matmul = np.matmul
    monkeypatch.setattr(np, "matmul", lambda *a, out: products.append(out) or matmul(*a, out=out))
    activation_statistics(0.06, width=500, rows=300)
    assert [(p.shape, p.dtype) for p in products] == [((300, 500), np.float32)] * len(first.std)
    assert len({id(p) for p in products}) == 2  # two arrays take turns
