"""Notebook 07: letters follow the numbers that they are given."""

import numpy as np
import pytest

from course_lib.findings import judge
from course_lib.lessons.tuning.experiments import findings
from course_lib.lessons.tuning.experiments.sanity import ByHand, TinySet
from course_lib.lessons.tuning.experiments.signs import Patient

WIGGLE = 0.01 * (np.arange(5) - 2)


@pytest.mark.parametrize(("after", "letter"), [(2.31, "A"), (3.07, "B"), (900.0, "C")])
def test_strength(after, letter):
    found = findings.strength(np.array([[2.3026] * 10, [after] * 10]))
    assert found.letter == letter and judge(list(found.claims))[0] == (letter == "B")


@pytest.mark.parametrize(("last", "letter"), [(0.1, "A"), (0.2, "B"), (0.05, "C")])
def test_flat(last, letter):
    accuracy = np.full((2, 3, 3), 0.1)
    accuracy[-1] = last
    hand = ByHand((1e-6, 1e-5, 1e-3), np.full((20, 3, 3), 2.3), accuracy, accuracy)
    assert findings.flat(hand).letter == letter


def test_plain_scale():
    assert [findings.plain_scale(n).letter for n in (1, 17, 67)] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("rate", "l2", "width", "letter"),
    [(0.9, 0.6, 0.2, "A"), (0.9, 0.2, 0.8, "B"), (0.7, 0.7, 0.7, "C")],
)
def test_early(rate, l2, width, letter):
    clean = {
        "learning rate": rate + np.stack([WIGGLE]),
        "L2 strength": l2 - np.stack([WIGGLE]),
        "hidden units": width + 2 * np.stack([WIGGLE]),
    }
    assert findings.early({"clean": clean, "noisy": clean}).letter == letter


@pytest.mark.parametrize("letter", "ABCDE")
def test_patient(letter):
    charts = [
        Patient(name, np.ones(3), np.full(3, 0.9 if name == letter else 0.5), np.full(3, 0.5))
        for name in "ABCDE"
    ]
    found = findings.patient(charts)
    assert found.letter == letter and judge(list(found.claims))[0]


def test_other_sentences_hold_their_numbers():
    levels = {"very high": 5.0, "high": 1.0, "good": 0.1, "low": 1.5}
    curves = {
        name: level + np.stack([(k + 1) * WIGGLE] * 2)
        for k, (name, level) in enumerate(levels.items())
    }
    assert all(judge([claim])[0] for claim in findings.shapes(curves).claims)
    right = TinySet(np.full((200, 3), 0.1), np.ones((200, 3)), np.full((200, 3), 2.0))
    assert all(judge([claim])[0] for claim in findings.tiny(right).claims)
    stuck = TinySet(right.cost, right.accuracy * 0.9, right.shuffled_cost)
    assert not judge([findings.tiny(stuck).claims[0]])[0]
