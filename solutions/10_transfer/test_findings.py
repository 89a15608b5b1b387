"""Notebook 10: letters follow the numbers that they are given."""

import numpy as np
import pytest

from course_lib.findings import judge
from course_lib.lessons.transfer.experiments import findings
from course_lib.lessons.transfer.experiments.figures import CORNERS

WIGGLE = 0.001 * (np.arange(12) - 5.5)
WAYS = ("scratch", "pixels", "early", "top", "few layers", "all layers")


def runs(**best: float) -> dict[str, np.ndarray]:
    """Return accuracies of all ways, 0.7 but for those that are given."""
    given = {name.replace("_", " "): value for name, value in best.items()}
    return {name: given.get(name, 0.7) + (1 + k) * WIGGLE for k, name in enumerate(WAYS)}


def test_times_nan():
    assert [findings.times_nan(left).letter for left in (2.0, 0.0, np.nan)] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("best", "letter"),
    [({"top": 0.9}, "A"), ({"all_layers": 0.9}, "B"), ({"scratch": 0.9}, "C"), ({}, "D")],
)
def test_corners(best, letter):
    found = {corner: runs(top=0.8) for corner in CORNERS} | {(250, "different"): runs(**best)}
    finding = findings.corners(found)
    assert finding.letter == letter
    assert judge([finding.claims[0]])[0]


@pytest.mark.parametrize(
    ("tenth", "fresh", "letter"), [(0.95, 0.6, "A"), (0.8, 0.6, "B"), (0.5, 0.6, "C")]
)
def test_slow(tenth, fresh, letter):
    recipes = {
        "fast": 0.9 + np.stack([WIGGLE]),
        "tenth": tenth - np.stack([WIGGLE]),
        "fresh": fresh + 2 * np.stack([WIGGLE]),
    }
    assert findings.slow(recipes).letter == letter


@pytest.mark.parametrize(("top", "letter"), [(0.9, "A"), (0.7, "B"), (0.5, "C")])
def test_new_digits(top, letter):
    by_labels = {n: runs(top=top) for n in (10, 50, 150)}
    assert findings.new_digits(by_labels).letter == letter
