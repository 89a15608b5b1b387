"""Check of notebook 00: the hinge loss, beside the softmax loss."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import order
from course_lib.checking.probes import any_form, zero_counts
from course_lib.checking.quotient import keeps_its_digits
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function
from course_lib.engine.losses import hinge_loss as right_hinge

hinge_loss = Exercise("hinge_loss", functions=("hinge_loss",))
hinge_loss.in_order("hinge_loss", "loss, dscores")


@hinge_loss.property("loss: by hand", weight=3, part="forward", of="loss")
def hinge_by_hand(t: Trial, hinge_loss: Function) -> None:
    places = order(t, 3)
    # The first example costs u, the second 1 + v and 1 - w, the third nothing.
    u, v, w = t.draw(
        [0.5, 2.0, 0.5], lambda rng: rng.uniform((0.2, 1, 0.2), (0.8, 3, 0.8)).tolist()
    )
    scores = np.array([[3.0, 2.0 + u, 1.0], [0.0, v, -w], [5.0, 1.0, 2.0]])[:, places]
    labels = np.full(3, int(np.argmin(places)))
    loss, _ = t.call(hinge_loss, scores, labels, returns="loss, dscores")
    want = (u + 1 + v + 1 - w) / 3
    row, label = scores[1], labels[1]
    missing = np.where(np.arange(3) == label, 0.0, np.maximum(0, row - row[label] + 1))
    gaps = scores - scores[:, label, None] + (np.arange(3) != label)
    averaged = np.maximum(0, gaps.mean(axis=0)).sum()
    t.worked(
        scores_of_the_second_row=row,
        its_label=label,
        what_each_class_adds=missing,
        their_sum=missing.sum(),
        of_all_rows=np.array([u, missing.sum(), 0.0]),
        their_mean=want,
    )
    t.close(
        "loss",
        loss,
        np.array(want),
        f"scores = {scores.tolist()}, labels = {labels.tolist()}, margin 1: the first example "
        f"costs {u:g}, the second {1 + v + 1 - w:g}, the third nothing: the loss is {want:.4g}.",
        mistakes=[
            (averaged, "The gaps were averaged over the examples and then cut at 0. Cut each one."),
            (want + 1, "The right class was compared with itself: that adds the margin once."),
            (want * 3, "The losses of the examples were added up. It is their mean."),
            (want * 2, "That is twice the loss: something is counted two times."),
            (
                (u + 1 + v) / 3,
                "Only the worst class was counted. Every class that violates the margin counts.",
            ),
            (v / 3, "The margin is missing."),
            (want / 3, "The sum over the classes was divided by their number."),
        ],
    )


@hinge_loss.detail("loss: another margin", weight=1, part="forward", of="loss")
def hinge_other_margin(t: Trial, hinge_loss: Function) -> None:
    margin = t.draw(2.0, lambda rng: rng.uniform(1.5, 2.9))
    high = t.draw(3.0, lambda rng: rng.uniform(2.5, 4))
    scores = np.array([[0.0, high, -6.0], [4.0, 0.0, 1.0]])
    loss, _ = t.call(hinge_loss, scores, np.array([0, 0]), margin, returns="loss, dscores")
    t.close(
        "loss",
        loss,
        np.array((high + margin) / 2),
        f"With margin {margin:g} the loss is wrong.",
        "The margin is an argument; 1 is its default only.",
    )


@hinge_loss.property("gradient", weight=3, of="gradient")
def hinge_gradient(t: Trial, hinge_loss: Function) -> None:
    n, c = t.draw((5, 4), lambda rng: tuple(rng.integers((7, 4), (10, 8)).tolist()))
    labels = np.arange(n) % c
    margin = t.draw(3.0, lambda rng: float(rng.integers(10, 17)) / 4)
    # Multiples of 1/4 plus 1/8 at the label: no difference is at the bend of the hinge. No two
    # classes of an example are equally far from it.
    scores = np.array([t.rng.permutation(np.arange(-8, 9))[:c] for _ in labels]) / 4
    for row, label in enumerate(labels):
        scores[row, label] += 1 / 8
    # One class is right with margin 1, and not with the other one; one is wrong whatever it is.
    scores[0, 1:3] = scores[0, 0] + np.array([-1.25, 5.25])

    def loss_of(f: Function, extra: tuple[float, ...]) -> Callable[[Array], Any]:
        return lambda z: f(z, labels, *extra)[0]

    for extra in ((), (margin,)):
        _, dscores = t.call(hinge_loss, scores, labels, *extra, returns="loss, dscores")
        with_margin = f" with margin {margin:g}" if extra else ""
        t.gradient(
            "dscores",
            dscores,
            loss_of(right_hinge, extra),
            scores,
            symptom=f"`dscores`{with_margin} differs from the numerical gradient of the loss.",
            cause="A class that violates the margin pushes its own score down and the right one "
            "up, by the same amount. The loss is a mean over N.",
            own=loss_of(hinge_loss, extra),
        )
    # Where it fits another loss of the student's own, the right one says nothing about its digits.
    if np.allclose(dscores, right_hinge(scores, labels, margin)[1], rtol=1e-4, atol=1e-6):
        _beside_the_bend(t, hinge_loss, labels, c)


def _beside_the_bend(t: Trial, hinge_loss: Function, labels: Array, c: int) -> None:
    """Fail unless the gradient is right where a class misses the margin, or not, by a hair."""
    n = len(labels)
    violates = t.rng.permutation(np.arange(n * c) % 2).reshape(n, c)
    violates[np.arange(n), labels] = 0
    hair = 2.0**-30
    level = 2.0**20 + t.rng.integers(0, 1000, (n, 1))
    scores = level - 1 + np.where(violates, hair, -hair)
    scores[np.arange(n), labels] = level[:, 0]
    want = violates.astype(float)
    want[np.arange(n), labels] = -violates.sum(axis=1)
    _, dscores = t.call(hinge_loss, scores, labels, returns="loss, dscores")
    keeps_its_digits(
        t,
        "dscores",
        dscores,
        want / n,
        "A class that violates the margin counts however little it does. Scores near 2**20, less "
        "than 1e-9 beside the margin: `dscores` is wrong.",
    )


@hinge_loss.guard("margin = 0 is like any other", of="loss")
def hinge_margin_of_zero(t: Trial, hinge_loss: Function) -> None:
    scores, labels = t.rng.standard_normal((4, 3)), np.array([2, 0, 1, 0])
    zero_counts(
        t,
        "margin",
        lambda margin: t.call(hinge_loss, scores, labels, margin, returns="loss, dscores")[0],
        lambda margin: right_hinge(scores, labels, margin)[0],
        other=2.0,
        default=1.0,
    )


any_form(hinge_loss, (4, 3), np.array([2, 0, 1, 0]), of="loss")
