"""Check of notebook 00: the softmax loss."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.precision import keeps_digits
from course_lib.checking.probes import any_form
from course_lib.checking.quotient import keeps_its_digits
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function
from course_lib.engine.losses import softmax_loss as right_softmax

softmax_loss = Exercise("softmax_loss", functions=("softmax_loss",))
softmax_loss.in_order("softmax_loss", "loss, dlogits")


def _known(t: Trial) -> tuple[Array, Array, Array]:
    """Return probabilities (N, C), labels (N,) and one shift for each row."""
    probs = np.array([[4, 2, 2], [1, 1, 6], [1, 4, 3]]) / 8
    return t.draw((probs, np.array([2, 0, 0]), np.array([1.0, -2.0, 3.0])), _drawn)


def _drawn(rng: np.random.Generator) -> tuple[Array, Array, Array]:
    """Return the same of other numbers: two of the three labels are equal, N and C are not.

    As in the visible ones, the last class is one of the labels.
    """
    c = int(rng.integers(4, 7))
    parts = rng.uniform(1, 6, (3, c))
    other = int(rng.integers(c - 1))
    labels = rng.permutation([c - 1, other, other])
    return parts / parts.sum(axis=1, keepdims=True), labels, rng.uniform(-3, 3, 3)


def _far(t: Trial, first: float) -> Array:
    """Return one number for each of three rows, far from 0 and from each other."""
    far = np.array([first, -2000.0, 5000.0])
    return t.draw(far, lambda rng: rng.permutation(far + rng.uniform(-500, 500, 3).round()))


def _picked(probs: Array, labels: Array) -> Array:
    return np.array([row[label] for row, label in zip(probs, labels, strict=True)])


def _gradient_by_hand(probs: Array, labels: Array) -> Array:
    """Return (probability - 1 at the label) / N, entry by entry."""
    want = probs.copy()
    for row, label in enumerate(labels):
        want[row, label] -= 1
    return want / len(labels)


def _finite(value: Any) -> bool:
    """Tell whether a result is finite; what is not a number is left to the comparison after it."""
    try:
        return bool(np.isfinite(np.asarray(value, dtype=float)).all())
    except (TypeError, ValueError):
        return True


def _shown(value: Any) -> str:
    """Return a loss for a hint: a number with four digits, or what it is instead."""
    try:
        return f"{float(value):.4f}"
    except (TypeError, ValueError):
        return "no single number"


@softmax_loss.property("loss: probabilities known by hand", weight=3, part="forward", of="loss")
def softmax_by_hand(t: Trial, softmax_loss: Function) -> None:
    probs, labels, shift = _known(t)
    logits = np.log(probs) + shift[:, None]
    right = _picked(probs, labels)
    n, c = probs.shape
    each = -np.log(right)
    sizes_of_row = np.exp(logits[0] - logits[0].max())
    t.worked(
        a_row_of_logits=logits[0],
        less_its_largest=logits[0] - logits[0].max(),
        exp=sizes_of_row,
        their_sum=sizes_of_row.sum(),
        probabilities=probs[0],
        the_one_at_the_label=right[0],
        minus_its_logarithm=each[0],
        of_all_rows=each,
        their_mean=each.mean(),
    )
    # The wrong axis, with and without the shift that keeps exp from overflowing.
    sizes = [np.exp(logits), np.exp(logits - logits.max(axis=1, keepdims=True))]
    down = [-np.log(_picked(s / s.sum(axis=0), labels)).mean() for s in sizes]
    whole = [-np.log(_picked(s / s.sum(), labels)).mean() for s in sizes]
    crossed = [-np.log(_picked(s / s.sum(axis=1), labels)).mean() for s in sizes if n == c]
    loss, _ = t.call(softmax_loss, logits, labels, returns="loss, dlogits")
    t.require(
        np.shape(loss) != () or _finite(loss),
        "`loss` is nan or inf although all logits are small.",
        "The logarithm got 0 or a negative number, so it was no probability any more. Was the "
        "array changed before the loss was taken from it? A second name is no copy.",
    )
    t.close(
        "loss",
        loss,
        each.mean(),
        f"Softmax of these logits gives the probabilities {probs.round(3).tolist()}, the labels "
        f"are {labels.tolist()}: the loss must be {each.mean():.4f}. Yours is {_shown(loss)}.",
        mistakes=[
            (each.sum(), "The losses of the examples were added up. It is their mean."),
            (-each.mean(), "The sign is flipped: the log of a probability is negative."),
            (each.mean() / np.log(2), "The logarithm has base 2. It is the natural one."),
            (each.mean() / c, "The mean ran over all N * C entries. There are N examples."),
            (-right.mean(), "The logarithm is missing."),
            (1 - right.mean(), "The logarithm is missing."),
            (-_picked(logits, labels).mean(), "Softmax is missing: these are bare logits."),
            *[
                (v, "The probabilities add up to 1 down the columns, not along the rows.")
                for v in down
            ],
            *[
                (
                    v,
                    "Column j was divided by the sum of row j. In a square table nothing warns "
                    "you. Each row has its own sum.",
                )
                for v in crossed
            ],
            *[(v, "All entries together add up to 1. Each row must, by itself.") for v in whole],
            (
                -np.log(_picked(probs.T, labels)).mean() if n == c else np.nan,
                "Rows and labels are swapped: the first index counts the examples.",
            ),
            (-np.log(right.mean()), "The mean was taken before the logarithm."),
            (-np.log(probs).sum() / n, "All classes were counted. Only the right one counts."),
            (
                -np.log(probs[:, labels]).mean(),
                "Each row was read at the labels of all rows. Row i has one label, its own.",
            ),
        ],
    )


def _sizes_and_odds(rng: np.random.Generator) -> list[tuple[int, int, int]]:
    """Return N, C and how much more likely the right class is, for a batch and for one example.

    There are more classes than examples, so that some appear nowhere.
    """
    (n, more, k), (_, one_c, one_k) = rng.integers((4, 1, 2), (9, 5, 9), (2, 3)).tolist()
    return [(n, n + more, k), (1, 1 + one_c, one_k)]


@softmax_loss.detail("loss: equal logits give ln C", weight=2, part="forward", of="loss")
def softmax_equal_logits(t: Trial, softmax_loss: Function) -> None:
    for n, c, k in t.draw([(5, 7, 2), (1, 2, 2)], _sizes_and_odds):
        labels = np.arange(n) % c
        level = t.draw(0.5, lambda rng: rng.uniform(-2, 2))
        logits = np.full((n, c), level)
        loss, dlogits = t.call(softmax_loss, logits, labels, returns="loss, dlogits")
        t.close(
            "loss",
            loss,
            np.log(c),
            f"With N = {n} examples and C = {c} classes that all get the same logit, the loss "
            f"must be ln {c} = {np.log(c):.4f}. Yours is {_shown(loss)}.",
            "Each class gets the probability 1 / C, whatever N is.",
        )
        t.array("dlogits", dlogits, (n, c))
        # An answer that knows ln C and nothing else earns nothing here.
        logits = np.zeros((n, c))
        for row, label in enumerate(labels):
            logits[row, label] = np.log(k)
        loss, _ = t.call(softmax_loss, logits, labels, returns="loss, dlogits")
        t.close(
            "loss",
            loss,
            np.log((c + k - 1) / k),
            f"N = {n}, C = {c}: all logits are 0 but those of the right classes, which are ln {k}. "
            f"The right class has the probability {k} / {c + k - 1}, so the loss must be "
            f"{np.log((c + k - 1) / k):.4f}.",
        )


@softmax_loss.detail(
    "loss: rows far from 0 and from each other", weight=2, part="forward", of="loss"
)
def softmax_far_rows(t: Trial, softmax_loss: Function) -> None:
    probs, labels, _ = _known(t)
    level = t.draw(1e4, lambda rng: float(rng.integers(9000, 11000)))
    for shift in (np.full(len(labels), level), _far(t, 0.0)):
        logits = np.log(probs) + shift[:, None]
        loss, _ = t.call(softmax_loss, logits, labels, returns="loss, dlogits")
        where = f"Around {shift.tolist()}, row by row, the logits have the same softmax as "
        where += "around 0. "
        t.require(
            _finite(loss),
            where + "Your loss is nan or inf.",
            "exp(1000) is inf, and exp(-1000) is 0, which has no logarithm. Softmax does not "
            "change when a number is added to a whole row. Which number makes each row harmless?",
        )
        t.close(
            "loss",
            loss,
            -np.log(_picked(probs, labels)).mean(),
            where + "Your loss differs.",
            "The logits of a row count relative to each other only.",
            rtol=1e-5,
        )


@softmax_loss.detail("loss: confident and wrong", weight=2, part="forward", of="loss")
def softmax_confident_and_wrong(t: Trial, softmax_loss: Function) -> None:
    for gap in t.draw([30.0, 300.0], lambda rng: rng.uniform((20, 200), (40, 500)).tolist()):
        logits = np.array([[0.0, gap], [0.0, gap], [0.0, gap]])
        loss, _ = t.call(softmax_loss, logits, np.array([0, 1, 0]), returns="loss, dlogits")
        t.close(
            "loss",
            loss,
            2 * gap / 3,
            f"The logits [0, {gap:g}] with label 0 must cost {gap:g}, with label 1 nothing: for "
            f"the labels [0, 1, 0] this is {2 * gap / 3:g} on average.",
            "A small probability was changed before the logarithm: by a clip, or by a small number "
            "added to it. That hides how wrong the net is, and its gradient fits no more.",
        )


@softmax_loss.property("gradient", weight=4, of="gradient")
def softmax_gradient(t: Trial, softmax_loss: Function) -> None:
    n = t.draw(4, lambda rng: int(rng.integers(4, 8)))
    c = n + t.draw(1, lambda rng: int(rng.integers(1, 4)))
    logits = t.rng.standard_normal((n, c))
    # Some classes appear twice and the last one never: each example has a label of its own.
    labels = t.rng.permutation(np.arange(n) % 3)
    _, dlogits = t.call(softmax_loss, logits, labels, returns="loss, dlogits")
    probs = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    want = _gradient_by_hand(probs, labels)
    t.worked(
        probabilities_of_a_row=probs[0],
        its_label=labels[0],
        less_1_there=want[0] * n,
        number_of_rows=n,
        its_row_of_dlogits=want[0],
    )
    t.gradient(
        "dlogits",
        dlogits,
        lambda z: right_softmax(z, labels)[0],
        logits,
        symptom="`dlogits` differs from the numerical gradient of the loss.",
        cause="Follow one example: what does the loss do when the logit of the right class grows, "
        "and when another one grows?",
        mistakes=[
            (want * n, "The loss is a mean over N examples. So is its gradient."),
            (want / c, "The loss is a mean over the N examples, not over the N * C entries."),
            (-want, "The sign is flipped: it points down the hill."),
            (probs / n, "The right class is treated like the others."),
            (probs, "The right class is treated like the others, and the mean is missing."),
            (probs + want - probs / n, "Only a part of the gradient was divided by N."),
            (probs / n + want * n - probs, "Only a part of the gradient was divided by N."),
        ],
        own=lambda z: softmax_loss(z, labels)[0],
    )
    # Where it fits another loss, or another N, the right one says nothing about its digits.
    if np.allclose(dlogits, want, rtol=1e-4, atol=1e-6):
        _unlikely_classes(t, softmax_loss, labels, c)


def _unlikely_classes(t: Trial, softmax_loss: Function, labels: Array, c: int) -> None:
    """Fail unless the gradients of classes that are all but impossible are right, too.

    They are as small as the probabilities, far below the rounding of the loss.
    """
    logits = -t.rng.uniform(35, 45, (len(labels), c))
    logits[:, -1] = 0.0  # no label is the last class
    probs = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    _, dlogits = t.call(softmax_loss, logits, labels, returns="loss, dlogits")
    keeps_its_digits(
        t,
        "dlogits",
        dlogits,
        _gradient_by_hand(probs, labels),
        "A class with the probability 1e-17 has a gradient of that size. Yours is another.",
        rtol=1e-4,
    )


@softmax_loss.detail("gradient: rows far from 0 and from each other", weight=2, of="gradient")
def softmax_gradient_far_rows(t: Trial, softmax_loss: Function) -> None:
    probs, labels, _ = _known(t)
    shift = _far(t, 1000.0)
    logits = np.log(probs) + shift[:, None]
    _, dlogits = t.call(softmax_loss, logits, labels, returns="loss, dlogits")
    t.require(
        _finite(dlogits),
        f"Around {shift.tolist()}, row by row, `dlogits` holds nan or inf.",
        "inf / inf and 0 / 0 are nan. What helps the loss helps here.",
    )
    t.close(
        "dlogits",
        dlogits,
        _gradient_by_hand(probs, labels),
        f"Around {shift.tolist()}, row by row, `dlogits` differs from the one around 0.",
        rtol=1e-5,
    )


@softmax_loss.guard("float64 stays float64")
def softmax_stays_float64(t: Trial, softmax_loss: Function) -> None:
    def results() -> Iterator[tuple[str, Any]]:
        logits = np.array([[1.5, 2.5, 0.5]])
        both = t.call(softmax_loss, logits, np.array([1]), returns="loss, dlogits")
        yield from zip(("loss", "dlogits"), both, strict=True)

    keeps_digits(t, results())


any_form(softmax_loss, (4, 3), np.array([2, 0, 1, 0]), of="loss")
