"""Answers that are the same but for names are listed; short ones are not."""

from __future__ import annotations

from autograder.building.plan import Plan, Step, Submission
from autograder.results.similar import LIBRARY, Same, find_same

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
    return Plan("05", "r", (Step("a", "solution", "code", source, "", {}),))


def found(source: str, **answers: str) -> list[Same]:
    submissions = {name: Submission({"a": answer}) for name, answer in answers.items()}
    return find_same(plan(source), submissions)


def test_other_names_and_comments_hide_nothing() -> None:
    assert found(LONG, ana=LONG, bo=RENAMED, cy=OTHER) == [Same("adam", ("ana", "bo"))]


def test_short_and_broken_answers_are_left_out() -> None:
    assert found(SHORT, ana=SHORT, bo=SHORT) == []
    assert found(LONG, ana="def adam(w:", bo="def adam(w:") == []


def test_the_librarys_own_code_is_recognised() -> None:
    import inspect

    from course_lib.engine import normalization

    own = inspect.getsource(normalization.batchnorm_forward)
    assert found(own, ana=own) == [Same("batchnorm_forward", ("ana", LIBRARY))]
