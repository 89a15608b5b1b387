"""Notebook 03: letters and sentences follow the numbers that they are given."""

import numpy as np
import pytest

from course_lib.findings import judge
from course_lib.lessons.batchnorm.experiments import findings, own, training

WIGGLE = 0.001 * np.arange(8)


@pytest.mark.parametrize(
    ("last", "letter"), [((1e-9, 0.5, 1e9), "A"), ((0.58, 0.58, 0.58), "B"), ((1, 1, 1), "C")]
)
def test_depth(last, letter):
    runs = {i: np.full((5, 10), std) for i, std in enumerate(last)}
    assert findings.depth(runs).letter == letter


@pytest.mark.parametrize(("one", "letter"), [(0.97, "A"), (0.5, "B"), (0.1, "C")])
def test_batch_of_one(one, letter):
    mixed = np.stack([np.full(8, one), 0.98 - WIGGLE])
    result = own.TestTime((1, 64), mixed, np.full((2, 8), 0.1), np.full(8, 0.98))
    found = findings.batch_of_one(result)
    assert found.letter == letter
    assert judge([found.claims[0]])[0] == (letter == "C")


@pytest.mark.parametrize(
    ("change", "ratio", "letter"), [(0, 1, "A"), (0, 10, "B"), (0, 0.1, "C"), (2.0, 0.1, "D")]
)
def test_rescale(change, ratio, letter):
    assert findings.rescale(change, ratio).letter == letter


@pytest.mark.parametrize(("good", "letter"), [(1, "A"), (2, "B"), (3, "C")])
def test_rate(good, letter):
    """Without batch norm two rates reach 80 %; with it as many as ``good`` says, at least two."""
    rates = (0.01, 0.1, 0.3, 1.0)
    reached = {1: 2, 2: 3, 3: 4}[good]
    with_bn = np.where(np.arange(4) < reached, 0.9, 0.1)[:, None] - WIGGLE
    without = np.where(np.arange(4) < 2, 0.95, 0.1)[:, None] - 2 * WIGGLE
    found = findings.rate(training.Rates(rates, {"none": without, "before": with_bn}))
    assert found.letter == letter


def test_rate_where_no_rate_is_good():
    nothing = np.full((2, 8), 0.1) + WIGGLE
    findings.rate(training.Rates((0.01, 0.1), {"none": nothing, "before": nothing}))


@pytest.mark.parametrize(("lead", "letter"), [(-0.05, "A"), (0.05, "B"), (0.0, "C")])
def test_place(lead, letter):
    before = np.stack([np.full(8, 0.8), np.full(8, 0.95)])
    after = before + lead + WIGGLE - WIGGLE.mean()
    result = training.Rates((0.03, 0.1), {"before": before, "after": after})
    assert findings.place(result).letter == letter


@pytest.mark.parametrize(
    ("gains", "letter"),
    [((0.0, 0.0), "A"), ((0.0, 0.1), "B"), ((0.1, 0.1), "C"), ((0.1, 0.0), "D")],
)
def test_dropout(gains, letter):
    results = {}
    for name, gain in zip(("clean", "noisy"), gains, strict=True):
        base = np.full(8, 0.8)
        both = base + gain + WIGGLE - WIGGLE.mean()
        test = {"plain": base, "dropout": both, "BN": base, "BN + dropout": both}
        results[name] = training.Regularized({}, test)
    assert findings.dropout(results).letter == letter


@pytest.mark.parametrize(("with_bn", "holds"), [(0.94, True), (0.3, False)])
def test_sigmoids(with_bn, holds):
    def runs(best):
        return np.stack([np.full(8, 0.1), best + WIGGLE, np.full(8, 0.1)])

    accuracy = {"ReLU": runs(0.9), "ReLU + BN": runs(0.95), "sigmoid + BN": runs(with_bn)}
    accuracy["sigmoid"] = np.full((3, 8), 0.1)
    found = findings.sigmoids(training.Rates((0.1, 0.3, 1.0), accuracy))
    assert "sigmoid 0.100 (a guess, at every rate)" in found.text
    assert "0.3" in found.text and judge([found.claims[0]])[0]
    assert all(judge([claim])[0] for claim in found.claims[1:3]) == holds


def test_jolted():
    runs = {"plain": WIGGLE, "norm": WIGGLE + 0.9, "small": 2 * WIGGLE + 0.8, "large": WIGGLE}
    found = findings.jolted(runs)
    assert all(judge([claim])[0] for claim in found.claims)


def test_jolts_move_columns_in_training_only():
    x = np.random.default_rng(0).standard_normal((16, 3)).astype(np.float32)
    jolt = training.Jolt(np.random.default_rng(1), 0.5)
    moved = jolt.forward(x)
    assert moved.dtype == np.float32 and abs(moved.mean(axis=0) - x.mean(axis=0)).min() > 0.01
    assert (jolt.forward(x, training=False) == x).all()
    assert np.allclose(jolt.backward(np.ones_like(x)), jolt.cache)
