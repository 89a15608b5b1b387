"""Checks of what is practised without points: a norm, a schedule, softer targets."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.probes import any_form, numpy_numbers, zero_counts
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function, Slip

rmsnorm = Exercise("rmsnorm", functions=("rmsnorm",))
warmup_cosine = Exercise("warmup_cosine", functions=("warmup_cosine",))
smooth_targets = Exercise("smooth_targets", functions=("smooth_targets",))


LATE = Slip("The warm-up has the steps 0 to warm - 1. Step warm is the first of the cosine.")


def _rms(x: Array, gamma: Array, eps: float) -> Array:
    found: Array = gamma * x / np.sqrt((x * x).mean(axis=1, keepdims=True) + eps)
    return found


@rmsnorm.property("three rows by hand", weight=3)
def rms_by_hand(t: Trial, rmsnorm: Function) -> None:
    rows = np.array([[1.0, 7.0], [-7.0, 17.0], [7.0, 23.0]])
    # So far from 0 that an eps of 1e-5 shows nowhere: a property of its own is about that.
    x = t.draw(rows, lambda rng: rng.choice([-1.0, 1.0], (3, 4)) * rng.uniform(4, 9, (3, 4)))
    gamma = np.ones(x.shape[1])
    square = float((x[0] ** 2).mean())
    t.worked(
        a_row=x[0],
        squares=x[0] ** 2,
        their_mean=square,
        its_root=square**0.5,
        divided_by_it=x[0] / square**0.5,
    )
    t.close(
        "out",
        t.call(rmsnorm, x, gamma, eps=0.0, returns="out"),
        _rms(x, gamma, 0.0),
        t.either("The rows (1, 7), (-7, 17), (7, 23) have the root mean squares 5, 13, 17. ", "")
        + "Every row must be divided by its own root mean square.",
        mistakes=[
            (
                (x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, keepdims=True),
                "That is layer norm. RMSNorm leaves the mean where it is.",
            ),
            (
                x / np.linalg.norm(x, axis=1, keepdims=True),
                "You divided by the length of a row. A root MEAN square has the mean in it.",
            ),
            (x / (x * x).mean(axis=1, keepdims=True), "The root is missing."),
            (
                x / x.std(axis=1, keepdims=True),
                "A standard deviation is measured from the mean, a root mean square from 0.",
            ),
            (
                x / np.abs(x).mean(axis=1, keepdims=True),
                "That is the mean of the sizes. Square first, then the mean, then the root.",
            ),
            (x / np.sqrt((x * x).mean(axis=0)), "That is the root mean square of each column."),
        ],
    )


@rmsnorm.detail("gamma has one entry for each column", weight=1)
def rms_gamma(t: Trial, rmsnorm: Function) -> None:
    shape = t.draw((3, 4), lambda rng: tuple(rng.integers(3, 7, 2).tolist()))
    x = 100 * t.rng.uniform(1, 2, shape) * t.rng.choice([-1.0, 1.0], shape)
    gamma = t.rng.uniform(0.5, 2, x.shape[1])
    out = t.call(rmsnorm, x, gamma, returns="out")
    want = _rms(x, gamma, 1e-5)
    symptom = "With a gamma that differs from column to column some entry is wrong."
    ones = np.ones(x.shape[1])
    mistakes = [
        (_rms(x, ones, 1e-5), "gamma did not come in."),
        (_rms(x * gamma, ones, 1e-5), "gamma came in before the norm. It multiplies the result."),
    ]
    t.close("out", out, want, symptom, mistakes=mistakes, rtol=1e-5)


@rmsnorm.detail("eps is added to the mean square, under the root", weight=1)
def rms_eps(t: Trial, rmsnorm: Function) -> None:
    n, d = t.draw((2, 3), lambda rng: tuple(rng.integers(3, 7, 2).tolist()))
    # The mean square is below eps in the first row and above it in the others.
    x = t.rng.uniform(1, 1.3, (n, d)) * (1 + np.arange(n))[:, None]
    gamma, square = np.ones(d), (x * x).mean(axis=1, keepdims=True)
    t.close(
        "out",
        t.call(rmsnorm, x, gamma, eps=2.0, returns="out"),
        _rms(x, gamma, 2.0),
        "With eps = 2 the result is wrong.",
        mistakes=[
            (x / (np.sqrt(square) + 2), "eps stands outside the root."),
            (x / np.sqrt(square), "eps is missing."),
            (x / np.sqrt(np.maximum(square, 2)), "You took the larger of the two, not their sum."),
        ],
    )


@rmsnorm.detail("eps is 1e-5 unless it is given", weight=1)
def rms_default(t: Trial, rmsnorm: Function) -> None:
    x = 0.003 * t.rng.uniform(1, 2, t.draw((3, 2), lambda rng: tuple(rng.integers(2, 6, 2))))
    gamma = np.ones(x.shape[1])
    out = t.call(rmsnorm, x, gamma, returns="out")
    t.close("out", out, _rms(x, gamma, 1e-5), "Rows of small numbers, near 0.003, come out wrong.")


@rmsnorm.guard("eps = 0 is like any other")
def rms_eps_of_zero(t: Trial, rmsnorm: Function) -> None:
    x = 0.003 * t.rng.uniform(1, 2, (3, 4))  # beside its squares the default is no small number
    gamma = np.ones(4)
    zero_counts(
        t,
        "eps",
        lambda eps: t.call(rmsnorm, x, gamma, eps=eps, returns="out"),
        lambda eps: _rms(x, gamma, eps),
        other=3e-5,
        default=1e-5,
    )


any_form(rmsnorm, (4, 3), (3,))


def _rates(t: Trial, f: Function, lr: float, warm: int, total: int) -> Array:
    return np.array(
        [float(t.array("rate", t.call(f, k, lr, warm, total, returns="rate"), ()))
         for k in range(total)]
    )  # fmt: skip


def _plan(t: Trial) -> tuple[float, int, int]:
    def drawn(rng: np.random.Generator) -> tuple[float, int, int]:
        warm = int(rng.integers(3, 9))
        return round(rng.uniform(0.1, 0.9), 3), warm, warm + int(rng.integers(10, 25))

    return t.draw((0.4, 4, 14), drawn)


@warmup_cosine.detail("warm-up: in even steps to lr", weight=1)
def rate_warms(t: Trial, warmup_cosine: Function) -> None:
    lr, warm, total = _plan(t)
    got, steps = _rates(t, warmup_cosine, lr, warm, total)[:warm], np.arange(warm)
    t.worked(
        steps=steps[:3],
        share_of_the_warm_up=(steps[:3] + 1) / warm,
        rates=lr * (steps[:3] + 1) / warm,
    )
    t.close(
        "rates",
        got,
        lr * (steps + 1) / warm,
        f"With lr = {lr:g} and warm = {warm} the first rates must be {lr / warm:.4g}, "
        f"{2 * lr / warm:.4g}, ..., {lr:g}; yours begin with {got[0]:.4g}, {got[1]:.4g}.",
        mistakes=[
            (lr * steps / warm, "The first step has the rate 0 and does nothing."),
            (np.full(warm, lr), "There is no warm-up."),
            (
                lr * (steps + 1) / (warm + 1),
                Slip("Divide by warm, so that the last step of the warm-up has the rate lr."),
            ),
        ],
    )


@warmup_cosine.property("then half a cosine from lr to 0", weight=1)
def rate_cools(t: Trial, warmup_cosine: Function) -> None:
    lr, warm, total = _plan(t)
    got, steps = _rates(t, warmup_cosine, lr, warm, total)[warm:], np.arange(warm, total)
    share = (steps - warm) / (total - warm)
    want = lr * (1 + np.cos(np.pi * share)) / 2
    some = share[:3]
    t.worked(
        steps=steps[:3],
        share_of_the_way=some,
        cosine_of_that_share_of_half_a_circle=np.cos(np.pi * some),
        plus_1_and_halved=(1 + np.cos(np.pi * some)) / 2,
        rates=want[:3],
    )
    t.close(
        "rates",
        got,
        want,
        f"With lr = {lr:g}, warm = {warm}, total = {total} step {warm} must have the rate {lr:g}, "
        f"and halfway from there to the end it must be {lr / 2:g}.",
        mistakes=[
            (lr * (1 - share), "That is a straight line."),
            (
                lr * (1 + np.cos(np.pi * steps / total)) / 2,
                "The cosine begins at step 0; it must begin where the warm-up ends.",
            ),
            (lr * (1 + np.cos(2 * np.pi * share)) / 2, "That is a whole cosine, half is asked."),
            (lr * np.cos(np.pi * share / 2), "That is a quarter of a cosine."),
            (np.append(lr * (warm + 1) / warm, want[1:]), LATE),
            (
                lr * (1 + np.cos(np.pi * (steps - warm) / (total - 1 - warm))) / 2,
                Slip(
                    "The rate is 0 at step total, which is never taken; yours is 0 a step before."
                ),
            ),
            (lr * (1 + np.cos(share)) / 2, "Half a cosine goes from 0 to pi."),
            (lr * np.cos(np.pi * share), "A bare cosine goes down to -1: add 1, and halve."),
        ],
    )


@warmup_cosine.property("the largest rate is lr", weight=1)
def rate_peaks(t: Trial, warmup_cosine: Function) -> None:
    lr, warm, total = _plan(t)
    got = _rates(t, warmup_cosine, lr, warm, total)
    symptom = f"The largest of all rates is {got.max():.4g}, not {lr:g}."
    t.close("rates", got.max(), lr, symptom, mistakes=[(lr * (warm + 1) / warm, LATE)])


def _two_rates(t: Trial, f: Function, step: int, lr: float, warm: int, total: int) -> Any:
    steps = (step, step + warm)
    return [t.call(f, k, lr, warm, total, returns="rate") for k in steps]


numpy_numbers(warmup_cosine, 2, 0.5, 4, 14, run=_two_rates)


@smooth_targets.property("rows by hand", weight=2)
def smooth_by_hand(t: Trial, smooth_targets: Function) -> None:
    labels = t.draw(np.array([2, 0, 4]), lambda rng: rng.integers(4, size=6))
    # Never as many classes as examples: a share of eps for each example would look right.
    classes = t.draw(5, lambda rng: int(rng.choice([5, 7, 8])))
    eps = t.draw(0.1, lambda rng: round(rng.uniform(0.1, 0.4), 3))
    whole_rows = "`t[labels]` takes whole rows. Entry labels[n] of row n is `t[rows, labels]`."
    causes = [("out of bounds", whole_rows)]
    got: Any = t.call(smooth_targets, labels, classes, eps, returns="targets", causes=causes)
    hot = np.eye(classes)[labels]
    low = eps / classes
    t.worked(
        label_of_the_first_row=labels[0],
        one_hot=hot[0],
        scaled_by_what_is_left=(1 - eps) * hot[0],
        share_of_each_class=low,
        targets=(1 - eps) * hot[0] + low,
    )
    t.close(
        "targets",
        got,
        (1 - eps) * hot + low,
        f"With {classes} classes and eps = {eps:g} the label must get {1 - eps + low:.4g} and "
        f"every other class {low:.4g}.",
        mistakes=[
            (hot, "The targets are still one-hot."),
            (
                (1 - eps) * hot + (1 - hot) * eps / (classes - 1),
                Slip("eps is shared among all classes, the label is one of them."),
            ),
            (
                (1 - eps) * hot + (1 - hot) * low,
                Slip("The label gets its share of eps, too: a row must add up to 1."),
            ),
            (
                (1 - eps) * hot + eps / len(labels),
                Slip("eps is shared by the classes. You divided by the number of examples."),
            ),
            (
                np.tile((1 - eps) * hot.sum(axis=0) + low, (len(labels), 1)),
                "Every row got the labels of all examples: choose row n and column labels[n].",
            ),
            (hot + low, "A row must add up to 1: the label gives up what the others get."),
            ((1 - eps) * hot + eps, "Every class got all of eps."),
            ((1 - eps) * hot, "The label gave up eps and nobody got it."),
        ],
    )


def _five_classes(t: Trial, smooth_targets: Function, labels: Array) -> Any:
    return t.call(smooth_targets, labels, 5, 0.1, returns="targets")


any_form(smooth_targets, np.array([2, 0, 4]), run=_five_classes, single=False)
