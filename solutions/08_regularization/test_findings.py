"""Notebook 08: letters follow the numbers that they are given."""

import numpy as np
import pytest

from course_lib.findings import judge
from course_lib.lessons.regularization.experiments import findings
from course_lib.lessons.regularization.experiments.augmentation import Augmented
from course_lib.lessons.regularization.experiments.noise import Noisy
from course_lib.lessons.regularization.experiments.photos import Photos
from course_lib.lessons.regularization.experiments.weights import Decay, Grid, Weights

WIGGLE = 0.001 * (np.arange(8) - 3.5)


def weights(share: float) -> Weights:
    """Return nets of which a share of the weights is 0."""
    w = np.where(np.arange(1000) < 1000 * share, 0.0, 1.0).reshape(1, 100, 10)
    return Weights("", np.repeat(w, 4, axis=0), np.ones(4), np.ones(4))


@pytest.mark.parametrize(
    ("l2", "l1", "letter"), [(0.5, 0.1, "A"), (0.05, 0.6, "B"), (0.3, 0.3, "C")]
)
def test_sparse(l2, l1, letter):
    assert findings.sparse(weights(l2), weights(l1)).letter == letter


@pytest.mark.parametrize(
    ("large", "small", "letter"), [(0.5, 0.5, "A"), (0.1, 0.9, "B"), (0.9, 0.0, "C")]
)
def test_adam(large, small, letter):
    end = np.array([[1.0, 1.0], [large, small]])
    level = np.array([[1.0, 1.0], [0.2, 0.2]])
    decay = Decay(np.array([10.0, 0.1]), {"Adam + L2": end, "AdamW": level})
    assert findings.adam(decay).letter == letter


@pytest.mark.parametrize(
    ("axis", "letter"),
    [((0.8, -0.6, 0.1), "A"), ((-0.5, -0.6, -0.6), "B"), ((0.1, 0.1, 0.99), "C")],
)
def test_first_axis(axis, letter):
    assert findings.first_axis(np.array(axis)).letter == letter


@pytest.mark.parametrize(
    ("moves", "light", "letter"),
    [(0.05, -0.05, "A"), (0.0, 0.05, "B"), (0.05, 0.05, "C"), (0.0, -0.05, "D")],
)
def test_photos(moves, light, letter):
    before, after, lit = (
        Photos(name, None, 0.9 + change + sign * WIGGLE)
        for name, change, sign in (("nothing", 0, 1), ("crops", moves, -1), ("jitter", light, -1))
    )
    found = findings.photos(before, after, [lit])
    assert found.letter == letter
    assert all(judge([claim])[0] for claim in found.claims) == (letter == "A")


@pytest.mark.parametrize("by_heart", [1.0, 0.8])
def test_noise(by_heart):
    ones = np.ones(8)
    plain = Noisy("none", by_heart * ones, 0.8 + WIGGLE, 0 * ones)
    noisy = Noisy("dropout", 0.8 * ones, 0.85 - WIGGLE, 0.85 - WIGGLE)
    found = findings.noise([(noisy, plain)])
    assert "dropout minus none +0.050" in found.text
    assert [judge([claim])[0] for claim in found.claims] == [by_heart == 1.0]


@pytest.mark.parametrize(("change", "letter"), [(0.05, "A"), (0.0, "B"), (-0.05, "C")])
def test_augmented(change, letter):
    before = Augmented("nothing", None, 0.9 + WIGGLE, 0.3 + WIGGLE)
    after = Augmented("shifts", None, 0.9 + change - WIGGLE, 0.8 + WIGGLE)
    found = findings.augmented(before, after, "Why.")
    assert found.letter == letter and judge(list(found.claims))[0] == (letter == "C")


def test_a_best_strength_at_the_end_of_its_grid_is_a_claim_that_falls():
    rising = np.linspace(0.5, 0.9, 5)[:, None] + WIGGLE
    inside = rising[[0, 4, 3, 2, 1]]
    assert judge([findings.strengths(Grid(np.ones((2, 5)), inside, inside)).claims[1]])[0]
    assert not judge([findings.strengths(Grid(np.ones((2, 5)), rising, inside)).claims[1]])[0]
