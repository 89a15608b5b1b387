"""Where the checks of notebook 03 tell derivatives from difference quotients."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.quotient import HUGE, keeps_its_digits
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function
from course_lib.lessons.batchnorm.checks.batch import Batch
from course_lib.lessons.batchnorm.checks.passes import RETURNS, Pass

#: Whole numbers up to 2**53 add up exactly; a difference does not see the small ones among these.
LARGE = 2.0**49


def keeps_digits_of_gradients(p: Pass, results: Any, index: int, offset: float = 0.0) -> None:
    """Fail unless a gradient keeps its digits where `out` is huge; 0 is dx, 1 dgamma, 2 dbeta.

    ``results`` is what the student's backward pass gave for ``p``. beta becomes huge in every
    second column. In the others gamma does, dout gets small for it, and so do dgamma and dbeta. An
    ``offset`` is added to dout: it does not change the dx of batch norm, since a shift of a whole
    column changes nothing.
    """
    even = np.arange(p.x.shape[1]) % 2 == 0
    scale = np.where(even, 1.0, HUGE)
    beta = np.where(even, HUGE, p.beta)
    _, cache = p.t.call(p.forward, p.x, p.gamma * scale, beta, eps=p.eps, returns="out, cache")
    dout = (p.dout + offset) / scale
    found = p.t.call(p.backward, dout, cache, returns=RETURNS)
    name = RETURNS.split(", ")[index]
    want = np.asarray(results[index])
    # All of a column of dx may be near 0 by chance: the digits are those of what makes it up.
    paths = np.maximum(np.abs(want).max(axis=0), np.abs(p.gamma) / p.x.std(axis=0))
    keeps_its_digits(
        p.t,
        name,
        found[index],
        want if index == 0 else want / scale,
        f"Where beta, gamma and `out` are huge `{name}` loses its digits. Of beta it does not know "
        "at all.",
        size=paths if index == 0 else None,
    )


def keeps_digits_of_step(t: Trial, name: str, got: Any, want: Array, **tolerance: Any) -> None:
    """Fail unless the result of a step is right where huge numbers and small ones add up."""
    symptom = (
        f"Where huge numbers and small ones meet, `{name}` loses the digits of the small ones."
    )
    keeps_its_digits(t, name, got, want, symptom, **tolerance)


def keeps_digits_of_sum(
    t: Trial, name: str, f: Function, shape: tuple[int, int], *x_hat: Any
) -> None:
    """Fail unless ``f`` adds the rows of dout up where the huge numbers of two rows cancel."""
    dout = t.rng.integers(1, 10, shape).astype(float)
    dout[0] += LARGE
    dout[1] -= LARGE
    keeps_digits_of_step(t, name, t.call(f, dout, *x_hat, returns=name), dout.sum(axis=0))


def keeps_digits_of_product(t: Trial, f: Function, dout: Array, gamma: Any) -> None:
    """Fail unless ``f`` gives dout times gamma where one entry of dout is huge."""
    dout = dout.copy()
    dout[0, 0] = LARGE
    keeps_digits_of_step(t, "dx_hat", t.call(f, dout, gamma, returns="dx_hat"), dout * gamma)


#: (x - mean) / std of the rows of an exact batch, times 2: mean 0, and 4 as mean of the squares.
SIDES = np.array([3.0, 1.0, 0.0, -1.0, -3.0])
#: Large numbers in these proportions cancel, alone and times (x - mean).
CANCEL = 2.0**42 * np.array([1.0, -3.0, 2.0, 0.0, 0.0])
# A power may be off by its last digit: that much is left to the result.
ROUGHLY = 1e-3


def exact_batch(t: Trial) -> Batch:
    """Return a batch whose statistics have no rounding error, and whose sums cancel.

    The variance is 2**80, to which eps adds nothing. dx_hat is 2**40 times whole numbers.
    """
    d = t.draw(3, lambda rng: int(rng.integers(2, 6)))
    mean = 2.0**40 * t.rng.integers(-9, 10, d)
    small = np.vstack([t.rng.integers(3, 10, (3, d)), np.ones((2, d))])
    order = t.rng.permutation(5)
    x = mean + 2.0**39 * SIDES[order, None]
    dx_hat = 2.0**40 * (CANCEL[:, None] + small)[order]
    return Batch(x, dx_hat, mean, np.full(d, 2.0**80), 1e-5)
