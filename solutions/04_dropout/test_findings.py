"""Notebook 04: letters follow the numbers they are given; dropout in a whole net; the signals."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from autograder.proving.mutants import reference_cells
from course_lib.data import make_signals
from course_lib.findings import judge
from course_lib.lessons.dropout.experiments import findings, room
from course_lib.lessons.dropout.experiments.training import MonteCarlo

SOURCE = Path(__file__).with_name("04_dropout.py")
WIGGLE = 0.001 * (np.arange(8) - 3.5)


@pytest.mark.parametrize(
    ("kept", "size", "letter"),
    [(800, 2.0, "A"), (800, 2.5, "B"), (200, 10.0, "C"), (800, 1.6, "D")],
)
def test_units(kept, size, letter):
    assert findings.units(np.where(np.arange(1000) < kept, size, 0.0)).letter == letter


def test_behind_a_relu():
    letters = [findings.behind_relu(*pair).letter for pair in ((0, 0), (0.25, 0), (0, 0.25))]
    assert letters == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("train", "test", "letter"), [(-1, 1, "A"), (1, 1, "B"), (-1, -1, "C"), (1, -1, "D")]
)
def test_noisy(train, test, letter):
    without = SimpleNamespace(train_accuracy=0.5 + WIGGLE, test_accuracy=0.5 + WIGGLE)
    dropped = SimpleNamespace(
        train_accuracy=0.5 + 0.1 * train - WIGGLE, test_accuracy=0.5 + 0.1 * test - WIGGLE
    )
    assert findings.noisy(without, dropped).letter == letter


@pytest.mark.parametrize(
    ("accuracy", "loss", "letter"), [(0.1, 1, "A"), (0.9, 3, "B"), (0.9, 1, "C")]
)
def test_scaled_twice(accuracy, loss, letter):
    slips = {"right": (np.full(8, 0.9), np.ones(8)), "twice": (accuracy + WIGGLE, np.full(8, loss))}
    assert findings.scaled_twice(slips).letter == letter


@pytest.mark.parametrize(
    ("losses", "letter"), [((0.5, 0.5, 0.5), "A"), ((0.9, 0.9, 0.5), "B"), ((0.9, 0.7, 0.6), "C")]
)
def test_masks(losses, letter):
    loss = np.array(losses)[:, None] + WIGGLE
    run = MonteCarlo([1, 3, 100], 1 - loss, loss, np.full(8, 0.5), 0.5 - WIGGLE)
    assert findings.masks(run).letter == letter


def test_a_best_keep_prob_at_the_end_of_the_grid_is_said():
    runs = np.linspace(0.5, 0.7, 4)[:, None] + WIGGLE
    at_the_end = findings.sweep(np.array([1, 0.9, 0.5, 0.2]), runs, runs)
    assert "widen" in at_the_end.text and not judge([at_the_end.claims[2]])[0]
    inside = findings.sweep(np.array([1, 0.9, 0.5, 0.2]), runs[[0, 3, 2, 1]], runs[[0, 3, 2, 1]])
    assert "widen" not in inside.text and judge([inside.claims[2]])[0]


def test_other_sentences_hold_their_numbers():
    runs = {"inverted": 0.8 + WIGGLE, "with": 0.8 - WIGGLE, "without": 0.3 + WIGGLE}
    assert judge(list(findings.vanilla(runs).claims))[0]
    runs["with"] = 0.7 - WIGGLE
    assert not judge(list(findings.vanilla(runs).claims))[0]
    assert "+0.100" in findings.with_norm({k: 0.1 * k + WIGGLE for k in range(4)}).text
    changes = {(100, 0.5): WIGGLE, (100, 0.3): WIGGLE - 0.1}
    assert all(judge([claim])[0] for claim in findings.clean(changes).claims)


def test_a_whole_net_is_checked_with_the_coins_held_still():
    setup, answers = reference_cells(SOURCE)
    space: dict = {}
    exec(setup + "\n" + answers, space)
    fixed, fresh = room.gradient_check(space["dropout_net"])
    found = findings.checked(fixed, fresh)
    assert fixed < 1e-5 and all(judge([claim])[0] for claim in found.claims)

    def another_mask(dout, cache):
        return dout * np.roll(cache, 1)

    space["dropout_backward"] = another_mask
    assert room.gradient_check(space["dropout_net"])[0] > 0.1


def test_signals_are_documented_shapes_in_noise():
    x, labels = make_signals(1000, np.random.default_rng(0))
    assert x.shape == (1000, 40) and x.dtype == np.float32 and 0.3 < x.std() < 1.5
    assert (np.bincount(labels) == 100).all()
    again = make_signals(1000, np.random.default_rng(0))
    assert (again[0] == x).all() and (again[1] == labels).all()
    assert not (make_signals(1000, np.random.default_rng(1))[0] == x).any()
    # A class is more than its noise: means over a class differ from one another.
    means = np.stack([x[labels == digit].mean(axis=0) for digit in range(10)])
    apart = np.linalg.norm(means[:, None] - means, axis=-1)[~np.eye(10, dtype=bool)]
    assert apart.min() > 0.25
    with pytest.raises(ValueError, match="at least 1"):
        make_signals(0, np.random.default_rng(0))
