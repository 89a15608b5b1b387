"""Checks of notebook 03: the running statistics, and the pass at test time."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import spread_evenly
from course_lib.checking.known import OVER_ONE_LESS
from course_lib.checking.probes import any_form, zero_counts
from course_lib.checking.results import is_finite
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function
from course_lib.lessons.batchnorm.checks.batch import (
    BY_THE_VARIANCE,
    CAME_BACK,
    TALL,
    eps_mistakes,
    gammas,
    unlike_columns,
    want_scaled,
    want_varied,
    whole_roots,
)

update_running = Exercise("update_running", functions=("update_running",))
update_running.in_order("update_running", "running_mean, running_var")


@update_running.known(OVER_ONE_LESS, "update_running")
def running_over_one_less(update_running: Function) -> Function:
    def mended(mean: Array, var: Array, x: Array, **options: float) -> Any:
        # What is not given stays so: a wrong default is no N - 1.
        new_mean, new_var = update_running(mean, var, x, **options)
        momentum = options.get("momentum", 0.9)
        return new_mean, new_var - (1 - momentum) * x.var(axis=0) / (len(x) - 1)

    return mended


batchnorm_inference = Exercise("batchnorm_inference", functions=("batchnorm_inference",))

OWN = "You used the batch's own statistics. At test time a batch may be a single row: it has none."
MOMENTUM_UNUSED = "`momentum` has no effect: it is missing, or a number stands in its place."
CONVENTION = (
    "You gave `momentum` to the new batch, as PyTorch does. Here, as in CS231n and Keras, "
    "it weighs the OLD value: 0.9 means that nine tenths of the old average stay."
)


def _running_case(t: Trial) -> tuple[Array, Array, Array, Array, Array]:
    """Return running mean and variance, a batch, and the batch's mean and variance.

    The batch is built so that its mean and its variance over N are known beforehand.
    """
    n = t.either(5, 7)
    mean = np.array(t.either([4.0, -2.0, 10.0], [4.0, -2.0, 10.0, 0.5]))
    var = np.array(t.either([5.0, 2.0, 0.3], [5.0, 2.0, 0.3, 8.0]))
    x = mean + np.sqrt(var) * spread_evenly(t, n, len(mean))
    running_mean = t.rng.uniform(-1.0, 1.0, len(mean))
    running_var = t.rng.uniform(0.5, 1.5, len(mean))
    return running_mean, running_var, x, mean, var


def _update(t: Trial, f: Function, mean: Array, var: Array, x: Array, **options: Any) -> Any:
    """Call ``update_running`` on copies: writing into the two running arrays is accepted."""
    own_mean, own_var = mean.copy(), var.copy()
    found = t.call(
        f,
        own_mean,
        own_var,
        x,
        returns="running_mean, running_var",
        may_change=(own_mean, own_var),
        **options,
    )
    if not (np.array_equal(own_mean, mean) and np.array_equal(own_var, var)):
        t.note(
            "`update_running` writes into the arrays it was given. That is accepted here; "
            "returning new arrays is safer, because the caller may still need the old ones."
        )
    return found


@update_running.property("the running mean keeps `momentum` of the old value", weight=3)
def running_mean_momentum(t: Trial, update_running: Function) -> None:
    old, old_var, x, mean, _ = _running_case(t)
    m = t.either(0.75, 0.6)
    found, _ = _update(t, update_running, old, old_var, x, momentum=m)
    t.close(
        "running_mean",
        found,
        m * old + (1 - m) * mean,
        f"With momentum {m:g} the new running mean is {m:g} of the old one plus {1 - m:g} of the "
        "batch's mean. Yours is not.",
        "Compute the mean of every column of `x`, then the weighted average of old and new.",
        mistakes=[
            ((1 - m) * old + m * mean, CONVENTION),
            (0.9 * old + 0.1 * mean, MOMENTUM_UNUSED),
            (mean, "That is the mean of this batch alone: the old average is lost."),
            (old, "The running mean did not move: the batch has no part in it."),
            (m * old + mean, "The weights of old and new must add up to 1."),
            (old + (1 - m) * mean, "The weights of old and new must add up to 1."),
            (old + m * mean, "The weights of old and new must add up to 1."),
            (m * old + (1 - m) * x.sum(axis=0), "The batch's sum was taken, not its mean."),
            (m * old + (1 - m) * x.mean(), "One mean over all entries: each column has its own."),
        ],
        rtol=1e-9,
    )
    one, _ = _update(t, update_running, old[:1], old_var[:1], x[:, :1], momentum=m)
    t.array("running_mean", one, (1,))  # of one column: the shape stays (D,)


@update_running.property("the running variance keeps `momentum` of the old value", weight=3)
def running_var_momentum(t: Trial, update_running: Function) -> None:
    old_mean, old, x, mean, var = _running_case(t)
    n = len(x)
    m = t.either(0.75, 0.6)
    _, found = _update(t, update_running, old_mean, old, x, momentum=m)

    def blend(batch: Array) -> Array:
        return m * old + (1 - m) * batch

    new_mean = m * old_mean + (1 - m) * mean
    t.close(
        "running_var",
        found,
        blend(var),
        f"With momentum {m:g} the new running variance is {m:g} of the old one plus {1 - m:g} of "
        "the batch's variance. Yours is not.",
        mistakes=[
            ((1 - m) * old + m * var, CONVENTION),
            ((1 - m) * old + m * var * n / (n - 1), CONVENTION + " (And you divided by N - 1.)"),
            (
                (m * np.sqrt(old) + (1 - m) * np.sqrt(var)) ** 2,
                "Two standard deviations were averaged. Average the variances themselves.",
            ),
            (blend(np.sqrt(var)), "That averages the standard deviation, not the variance."),
            (blend(var + 1e-5), "eps has no place here: it is added once, where it is divided."),
            (blend(var) + 1e-5, "eps has no place here: it is added once, where it is divided."),
            (
                blend(((x - new_mean) ** 2).mean(axis=0)),
                "The distances were taken to the running mean. "
                "The batch's variance is about the batch's own mean.",
            ),
            (
                blend(((x - old_mean) ** 2).mean(axis=0)),
                "The distances were taken to the running mean. "
                "The batch's variance is about the batch's own mean.",
            ),
            (blend((x**2).mean(axis=0)), "Subtract the mean before you square."),
            (0.9 * old + 0.1 * var, MOMENTUM_UNUSED),
            (var, "That is the variance of this batch alone: the old average is lost."),
            (old, "The running variance did not move: the batch has no part in it."),
            (m * old + var, "The weights of old and new must add up to 1."),
            (blend(var * n), "The squared distances were summed, not averaged."),
        ],
        rtol=1e-9,
    )
    _, one = _update(t, update_running, old_mean[:1], old[:1], x[:, :1], momentum=m)
    t.array("running_var", one, (1,))


@update_running.detail("momentum is 0.9 unless given", weight=1)
def running_default_momentum(t: Trial, update_running: Function) -> None:
    old, old_var, x, mean, _ = _running_case(t)
    found, _ = _update(t, update_running, old, old_var, x)
    t.close(
        "running_mean",
        found,
        0.9 * old + 0.1 * mean,
        "Called without `momentum`, the running mean must keep 0.9 of the old value.",
        "Look at the default in the `def` line.",
        mistakes=[(0.1 * old + 0.9 * mean, CONVENTION)],
        rtol=1e-9,
    )


@update_running.detail("a second batch continues from the first", weight=1)
def running_second_batch(t: Trial, update_running: Function) -> None:
    mean, var, x, m1, v1 = _running_case(t)
    y = 3.0 * x - 1.0  # mean 3 m1 - 1, variance 9 v1
    first = _update(t, update_running, mean, var, x, momentum=0.8)
    for name, got, right in (
        ("running_mean", first[0], 0.8 * mean + 0.2 * m1),
        ("running_var", first[1], 0.8 * var + 0.2 * v1),
    ):
        t.close(name, got, right, "The first of two batches goes wrong already, see above.")
    found = _update(t, update_running, np.asarray(first[0]), np.asarray(first[1]), y, momentum=0.8)
    want = (
        0.64 * mean + 0.16 * m1 + 0.2 * (3 * m1 - 1),
        0.64 * var + 0.16 * v1 + 0.2 * 9 * v1,
    )
    for name, got, right in zip(("running_mean", "running_var"), found, want, strict=True):
        t.close(
            name,
            got,
            right,
            f"After two batches with momentum 0.8 `{name}` holds 0.64 of its start, 0.16 of the "
            "first batch and 0.2 of the second. Yours does not.",
            "What the function returns must depend on its arguments alone.",
            rtol=1e-9,
        )


@update_running.guard("momentum = 0 is like any other")
def running_momentum_of_zero(t: Trial, update_running: Function) -> None:
    old, old_var, x, mean, var = _running_case(t)

    def run(momentum: float) -> Array:
        return np.array(_update(t, update_running, old, old_var, x, momentum=momentum))

    def want(momentum: float) -> Array:
        kept = momentum * np.array([old, old_var])
        return np.asarray(kept + (1 - momentum) * np.array([mean, var]))

    zero_counts(t, "momentum", run, want, other=0.6, default=0.9)


any_form(update_running, TALL[1:], TALL[1:], TALL)


def _plain(t: Trial, f: Function, x: Array, mean: Array, var: Array, eps: float) -> Any:
    ones = np.ones(x.shape[1])
    return t.call(f, x, ones, 0.0 * ones, mean, var, eps=eps, returns="out")


@batchnorm_inference.property("a batch of one is normalized with the running statistics", weight=4)
def inference_single_row(t: Trial, batchnorm_inference: Function) -> None:
    mean, std = unlike_columns(t)
    want = t.rng.uniform(0.5, 2.0, (1, len(mean))) * t.rng.choice([-1.0, 1.0], (1, len(mean)))
    x = mean + std * want
    out = _plain(t, batchnorm_inference, x, mean, std**2, 1e-5)
    t.require(
        is_finite(out),
        "One row was given, and `out` holds nan or inf.",
        "The spread of a single row is not a number: use the running statistics.",
    )
    rows = np.vstack([x, x + std, x - 3 * std])
    found = _plain(t, batchnorm_inference, rows, mean, std**2, 1e-5)
    right = (rows - rows.mean(axis=0)) / np.sqrt(rows.var(axis=0) + 1e-5)
    own = np.shape(found) == right.shape and np.allclose(found, right)
    t.close(
        "out",
        out,
        want,
        "One row was given, with gamma 1 and beta 0. Every entry must be its distance to the "
        "running mean in units of the running standard deviation. Yours is not.",
        "Subtract the running mean, then divide by the root of the running variance.",
        mistakes=[
            (
                0.0 * x,
                OWN if own else "Every entry is 0: the row was never written.",
            ),
            (want / std, BY_THE_VARIANCE),
            (want * std, "The running mean is subtracted; the division is missing."),
            (x / std, "The division is right; the running mean is not subtracted."),
            (x, CAME_BACK),
            (
                x / std - mean,
                "The mean was subtracted after the division: brackets around the difference.",
            ),
        ],
        rtol=1e-4,
        atol=1e-4,
    )


@batchnorm_inference.property("gamma scales and beta shifts", weight=3)
def inference_gamma_and_beta(t: Trial, batchnorm_inference: Function) -> None:
    for n, d in t.either([(4, 3), (2, 4)], [(3, 5), (4, 1)]):
        x = t.rng.uniform(-3.0, 3.0, (n, d))
        mean, var = t.rng.uniform(-1.0, 1.0, d), t.rng.uniform(0.5, 3.0, d)
        gamma, beta = gammas(t, d), t.rng.uniform(3.0, 5.0, d)
        plain = want_varied(t, _plain(t, batchnorm_inference, x, mean, var, 1e-5), (n, d))
        out = t.call(batchnorm_inference, x, gamma, beta, mean, var, eps=1e-5, returns="out")
        unused = "gamma and beta have no effect: they belong to the test pass, too."
        same = np.array_equal(plain, x)
        want_scaled(t, out, plain, gamma, beta, CAME_BACK if same else unused)


@batchnorm_inference.detail("eps is added to the running variance, under the root", weight=3)
def inference_eps_under_root(t: Trial, batchnorm_inference: Function) -> None:
    var, root = whole_roots(t)
    mean = np.array(t.either([2.0, 0.5, -1.0], [1.0, -3.0]))
    distance = t.rng.uniform(1.0, 12.0, (5, len(mean)))
    x = mean + distance
    out = _plain(t, batchnorm_inference, x, mean, var, 4.0)
    batch_std = np.sqrt(distance.var(axis=0) + 4.0)
    t.close(
        "out",
        out,
        distance / root,
        "With running variance 5 and eps 4 the divisor is the root of 9. Yours is not 3.",
        mistakes=[
            *eps_mistakes(distance, var),
            (
                (x - x.mean(axis=0)) / batch_std,
                OWN,
            ),
        ],
    )


@batchnorm_inference.detail("eps is 1e-5 unless given", weight=1)
def inference_default_eps(t: Trial, batchnorm_inference: Function) -> None:
    d = t.either(3, 4)
    mean = t.rng.uniform(1.0, 2.0, d)
    var = np.zeros(d)  # columns that were constant during training
    distance = t.rng.uniform(0.01, 0.02, (2, d))
    ones = np.ones(d)
    out = t.call(batchnorm_inference, mean + distance, ones, 0 * ones, mean, var, returns="out")
    t.require(
        is_finite(out),
        "A running variance of 0 gives nan or inf.",
        "A column that never varied during training has running variance 0; "
        "the default of eps keeps the division finite.",
    )
    t.close(
        "out",
        out,
        distance / np.sqrt(1e-5),
        "Called without `eps`, with running variance 0, the divisor is the root of 1e-5. "
        "Yours is not.",
        "Look at the default in the `def` line, and at where eps is added.",
    )


@batchnorm_inference.guard("eps = 0 is like any other")
def inference_eps_of_zero(t: Trial, batchnorm_inference: Function) -> None:
    distance, mean = t.rng.uniform(0.01, 0.02, (4, 3)), t.rng.uniform(1, 2, 3)
    var = np.full(3, 1e-5)  # beside this the default is no small number
    zero_counts(
        t,
        "eps",
        lambda eps: _plain(t, batchnorm_inference, mean + distance, mean, var, eps),
        lambda eps: distance / np.sqrt(var + eps),
        other=3e-5,
        default=1e-5,
    )


any_form(batchnorm_inference, TALL, *3 * [TALL[1:]], np.array([0.5, 2.0, 1.25]))
