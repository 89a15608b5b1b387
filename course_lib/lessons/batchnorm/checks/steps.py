"""Checks of notebook 03: the first steps of the backward pass, to beta, gamma and x_hat.

Every step gets right inputs, and is compared with the numerical gradient at its own node.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.probes import any_form
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function
from course_lib.lessons.batchnorm.checks.batch import (
    ONE_COLUMN,
    TALL,
    WIDE,
    make_batch,
)
from course_lib.lessons.batchnorm.checks.digits import (
    keeps_digits_of_product,
    keeps_digits_of_sum,
)

backward_beta = Exercise("backward_beta", functions=("backward_beta",))
backward_gamma = Exercise("backward_gamma", functions=("backward_gamma",))
backward_x_hat = Exercise("backward_x_hat", functions=("backward_x_hat",))

ANY_SIZE = "The batch may have any number of rows and columns, and all values count."
ONE_EACH = "The node is used by every row of the batch: the contributions of the rows add up."


def _adds_rows(t: Trial, name: str, got: Any, dout: Array) -> None:
    """Fail with the cause where a gradient of a column's number was not summed over the rows."""
    n, d = dout.shape
    symptom = f"`{name}` has shape {np.shape(got)}, expected ({d},)."
    t.require(
        np.shape(got) != (n, d),
        symptom,
        f"Every row used the same {name[1:]}: what the rows ask of it adds up.",
    )
    t.require(
        n == d or np.shape(got) != (n,),
        symptom,
        f"You added up each row. {name[1:]} has one entry for each column, used by all rows.",
    )


# --- backward_beta ---


@backward_beta.property("the gradients of the rows add up", weight=1)
def beta_rows_add_up(t: Trial, backward_beta: Function) -> None:
    dout = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    dout = t.draw(dout, lambda rng: rng.uniform(1, 9, rng.integers((3, 3), (6, 6))))
    want = dout.sum(axis=0)
    n, d = dout.shape
    dbeta = t.call(backward_beta, dout, returns="dbeta")
    _adds_rows(t, "dbeta", dbeta, dout)
    t.close(
        "dbeta",
        dbeta,
        want,
        t.either(
            "The rows of `dout` add up to 5, 7, 9; `dbeta` does not.",
            "`dbeta` is not the sum of the rows of `dout`.",
        ),
        ONE_EACH,
        mistakes=[
            (want / n, "Gradients add up; the mean over the batch divides them by N once more."),
            (-want, "The sign is wrong: `out` grows with beta."),
            (np.ones(d), "The chain rule multiplies by `dout`."),
            (np.full(d, float(n)), "The chain rule multiplies by `dout`."),
        ],
    )
    keeps_digits_of_sum(t, "dbeta", backward_beta, dout.shape)


@backward_beta.property("dbeta is the numerical gradient at beta", weight=1)
def beta_numerical_gradient(t: Trial, backward_beta: Function) -> None:
    for shape in (WIDE, ONE_COLUMN):
        b = make_batch(t, 1e-5, shape)
        dbeta = t.call(backward_beta, b.dx_hat, returns="dbeta")
        # Every row of out grows with beta, whatever x_hat is.
        start = np.zeros(b.x.shape[1])
        t.gradient("dbeta", dbeta, partial(np.add, 0 * b.x), start, b.dx_hat, cause=ANY_SIZE)
    keeps_digits_of_sum(t, "dbeta", backward_beta, b.x.shape)


any_form(backward_beta, TALL)


# --- backward_gamma ---


@backward_gamma.property("each row counts with its x_hat", weight=1)
def gamma_weighs_by_x_hat(t: Trial, backward_gamma: Function) -> None:
    dout = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    x_hat = np.array([[0.5, -1.0, 2.0], [-0.25, 1.0, -1.5]])
    dout = t.draw(dout, lambda rng: dout * rng.uniform(0.5, 2, dout.shape))
    x_hat = t.draw(x_hat, lambda rng: x_hat * rng.uniform(0.5, 2, x_hat.shape))
    want = (dout * x_hat).sum(axis=0)
    dgamma = t.call(backward_gamma, dout, x_hat, returns="dgamma")
    _adds_rows(t, "dgamma", dgamma, dout)
    t.close(
        "dgamma",
        dgamma,
        want,
        t.either(
            "In column 1 `dout` holds 2 and 5, `x_hat` holds -1 and 1: together -2 + 5 = 3.",
            "`dgamma` is not the sum over the rows of `dout` times `x_hat`.",
        ),
        ONE_EACH,
        mistakes=[
            (want / 2, "Gradients add up; the mean over the batch divides them by N once more."),
            (dout.sum(axis=0), "`x_hat` is missing: gamma is multiplied by it in the forward."),
            (x_hat.sum(axis=0), "`dout` is missing: the chain rule multiplies by it."),
            (-want, "The sign is wrong."),
            (
                dout.sum(axis=0) * x_hat.sum(axis=0),
                "First multiply each row of `dout` by its row of `x_hat`, then add the rows up.",
            ),
        ],
    )
    keeps_digits_of_sum(t, "dgamma", backward_gamma, dout.shape, np.ones(dout.shape))


@backward_gamma.property("dgamma is the numerical gradient at gamma", weight=2)
def gamma_numerical_gradient(t: Trial, backward_gamma: Function) -> None:
    for shape in (WIDE, ONE_COLUMN):
        b = make_batch(t, 1e-5, shape)
        x_hat = (b.x - b.mean) * b.inv_std
        dgamma = t.call(backward_gamma, b.dx_hat, x_hat, returns="dgamma")
        start = np.ones(b.x.shape[1])
        t.gradient("dgamma", dgamma, partial(np.multiply, x_hat), start, b.dx_hat, cause=ANY_SIZE)
    keeps_digits_of_sum(t, "dgamma", backward_gamma, b.x.shape, np.ones(b.x.shape))


any_form(backward_gamma, TALL, TALL)


# --- backward_x_hat ---


@backward_x_hat.property("each column is multiplied by its gamma", weight=1)
def x_hat_times_gamma(t: Trial, backward_x_hat: Function) -> None:
    dout = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    gamma = np.array([2.0, -1.0, 0.5])
    dout = t.draw(dout, lambda rng: dout * rng.uniform(0.5, 2, dout.shape))
    gamma = t.draw(gamma, lambda rng: gamma * rng.uniform(0.5, 1, 3))
    want = np.array([row * gamma for row in dout])
    dx_hat = t.call(backward_x_hat, dout, gamma, returns="dx_hat")
    t.close(
        "dx_hat",
        dx_hat,
        want,
        t.either(
            "Row 0 of `dout` is 1, 2, 3 and gamma is 2, -1, 0.5: row 0 of the result is 2, -2, "
            "1.5.",
            "Each column of `dout` times its gamma is wanted.",
        ),
        "Ask how `out` changes when one entry of `x_hat` does.",
        mistakes=[
            (dout, "gamma is missing: it multiplies `x_hat` in the forward pass."),
            (dout / gamma, "gamma multiplies in the forward pass, and so in the backward pass."),
            (want / len(dout), "There is nothing to average: each entry has its own gradient."),
            (np.broadcast_to(gamma, dout.shape), "`dout` is missing: the chain rule."),
            (-want, "The sign is wrong."),
        ],
    )
    keeps_digits_of_product(t, backward_x_hat, dout, gamma)


@backward_x_hat.property("dx_hat is the numerical gradient at x_hat", weight=1)
def x_hat_numerical_gradient(t: Trial, backward_x_hat: Function) -> None:
    for shape in (WIDE, ONE_COLUMN):
        b = make_batch(t, 1e-5, shape)
        gamma = t.rng.uniform(1.5, 3.0, b.x.shape[1])
        dx_hat = t.call(backward_x_hat, b.dx_hat, gamma, returns="dx_hat")
        t.gradient("dx_hat", dx_hat, partial(np.multiply, gamma), b.x, b.dx_hat, cause=ANY_SIZE)
        keeps_digits_of_product(t, backward_x_hat, b.dx_hat, gamma)


any_form(backward_x_hat, TALL, TALL[1:])
