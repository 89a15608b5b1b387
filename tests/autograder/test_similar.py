"""Answers that are the same but for names are listed; short ones are not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.building.plan import Plan, Step
from autograder.results.similar import LIBRARY, Same, compare

LONG = """
def adam(w, dw, state, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t = state if state is not None else (np.zeros_like(w), np.zeros_like(w), 0)
    t = t + 1
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), (m, v, t)
"""
RENAMED = '''
def adam(w, dw, state, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    """My own work."""
    first, second, step = state if state is not None else (np.zeros_like(w), np.zeros_like(w), 0)
    step = step + 1  # count
    first = beta1 * first + (1 - beta1) * dw
    second = beta2 * second + (1 - beta2) * dw**2
    return w - lr * (first / (1 - beta1**step)) / (
        np.sqrt(second / (1 - beta2**step)) + eps), (first, second, step)
'''
OTHER = LONG.replace("np.sqrt(v / (1 - beta2**t))", "(v / (1 - beta2**t)) ** 0.5")
SHORT = "def relu(x):\n    return np.maximum(x, 0)"


def plan(source: str) -> Plan:
    marks = {"nbgrader": {"grade_id": "a", "solution": True}}
    return Plan("05", "r", (Step("a", "solution", "code", source, "", marks),))


def compared(folder: Path, source: str, **answers: str) -> tuple[list[Same], dict[str, str]]:
    """Hand in an answer for each student, or a whole file where it begins with a brace."""
    submitted = {}
    for name, answer in answers.items():
        submitted[name] = folder / name / "05.ipynb"
        submitted[name].parent.mkdir()
        cell = {"cell_type": "code", "source": answer, "metadata": {"nbgrader": {"grade_id": "a"}}}
        text = answer if answer.startswith("{") else json.dumps({"cells": [cell]})
        submitted[name].write_text(text)
    return compare(plan(source), submitted)


def test_other_names_and_comments_hide_nothing(tmp_path: Path) -> None:
    found = compared(tmp_path, LONG, ana=LONG, bo=RENAMED, cy=OTHER)
    assert found == ([Same("adam", ("ana", "bo"))], {})


@pytest.mark.parametrize("source", [SHORT, "def relu(w:"])
def test_short_and_broken_answers_are_left_out(tmp_path: Path, source: str) -> None:
    assert compared(tmp_path, SHORT, ana=source, bo=source) == ([], {})


HOSTILE = {
    "a sum of 900 terms": "def adam(w):\n    return " + "+".join(["1"] * 900),
    "a chain of attributes": "def adam(w):\n    return w" + ".a" * 3000,
    "a long one": "def adam(w):\n" + "    1\n" * 50_000,
    "no notebook": "{",
    "deep JSON": '{"cells": ' + "[" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_an_answer_that_stops_the_comparison_is_named(tmp_path: Path, name: str) -> None:
    same, problems = compared(tmp_path, LONG, ana=LONG, eve=HOSTILE[name], zoe=RENAMED)
    assert same == [Same("adam", ("ana", "zoe"))]
    assert set(problems) == {"eve"}


def test_the_librarys_own_code_is_recognised(tmp_path: Path) -> None:
    import inspect

    from course_lib.engine import normalization

    own = inspect.getsource(normalization.batchnorm_forward)
    found = compared(tmp_path, own, ana=own)
    assert found == ([Same("batchnorm_forward", ("ana", LIBRARY))], {})
