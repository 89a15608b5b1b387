"""Notebook 02: letters and sentences follow the numbers that they are given."""

import numpy as np
import pytest

from course_lib.engine.init import init_weights
from course_lib.findings import judge
from course_lib.lessons.initialization import experiments
from course_lib.lessons.initialization.experiments import findings
from course_lib.lessons.initialization.experiments.gradients import DeadUnits, Gradients
from course_lib.lessons.initialization.experiments.signals import Runs
from course_lib.lessons.initialization.experiments.training import HeatMap
from course_lib.lessons.initialization.experiments.watching import Watched
from course_lib.plots import png

WIGGLE = 0.001 * np.arange(5)[:, None]


@pytest.mark.parametrize(("last", "letter"), [(1.0, "A"), (0.1, "B"), (1e-7, "C")])
def test_shrink(last, letter):
    curves = {"small": np.geomspace(1, last, 10), "xavier": np.ones(10), "he": np.ones(10)}
    assert findings.shrink(curves).letter == letter


@pytest.mark.parametrize(("last", "letter"), [(0.9, "A"), (0.05, "B"), (1e-5, "C")])
def test_relu(last, letter):
    stds = np.geomspace(1, last, 10) * (1 + WIGGLE)
    assert findings.relu(Runs(stds, stds), farthest=3.0).letter == letter


@pytest.mark.parametrize(("first", "letter"), [(0.5, "A"), (0.03, "B"), (0.0, "C")])
def test_dead(first, letter):
    share = np.linspace(first, 0.1, 10) + 0 * WIGGLE
    units = DeadUnits(np.full((5, 10), 0.5), share, np.linspace(0.3, 0.9, 10) + WIGGLE)
    assert findings.dead(units, units).letter == letter


@pytest.mark.parametrize(("ends", "letter"), [((1, 100), "A"), ((100, 1), "B"), ((1, 1), "C")])
def test_gradient(ends, letter):
    small = np.geomspace(*ends, 10) * (1 + WIGGLE)
    cases = {name: Gradients(small, small) for name in ("small", "xavier", "std 0.5")}
    assert findings.gradient(cases).letter == letter


@pytest.mark.parametrize(("deep", "letter"), [(0.95, "A"), (0.7, "B"), (0.1, "C")])
def test_depth(deep, letter):
    accuracy = np.full((3, 5), 0.9)
    accuracy[-1, 0] = deep
    heat = HeatMap(
        "relu", (2, 5, 10), ("0.01", "xavier", "he", "orthogonal", "0.5"), accuracy, accuracy
    )
    assert findings.depth(heat, heat).letter == letter


def test_watched_says_what_it_saw():
    def watched(std, saturated, right):
        shape = np.ones((5, 20))
        share, ratio = saturated + WIGGLE * shape, 1e-3 * shape
        return Watched(std * shape, std * shape, share, ratio, right + WIGGLE[:, 0])

    cases = {"0.01": watched(1e-8, 0, 0.1), "xavier": watched(0.3, 0.01, 0.9)}
    cases["0.5"] = watched(0.9, 0.6, 0.5)
    assert all(judge([claim])[0] for claim in findings.watched(cases).claims)
    cases["0.01"] = watched(0.3, 0, 0.95)
    assert not any(judge([claim])[0] for claim in findings.watched(cases).claims[:3])
    assert png(experiments.plot_watched(cases)).startswith(b"\x89PNG")


def test_a_level_std_hides_examples_that_become_alike():
    level = experiments.level_std(depth=20, seeds=2)
    assert all(judge([claim])[0] for claim in findings.level(level).claims)
    assert png(experiments.plot_level(level)).startswith(b"\x89PNG")


def test_a_net_is_looked_at_before_the_first_step_and_every_fifth():
    seen = experiments.while_training(experiments.with_scheme(init_weights, "xavier"), 2, depth=2)
    steps = seen.ratio.shape[1]
    assert seen.std.shape == seen.saturated.shape == (2, 1 + steps // 5)
    assert (seen.ratio > 0).all() and (seen.std > 0).all()
