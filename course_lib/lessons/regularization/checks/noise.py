"""Checks of DropConnect and of the cuts of fractional pooling, which give no points."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import fresh
from course_lib.checking.probes import any_form, numpy_numbers
from course_lib.checking.quotient import HUGE, keeps_its_digits
from course_lib.checking.results import listed
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function

dropconnect = Exercise("dropconnect", functions=("dropconnect_forward", "dropconnect_backward"))
fractional_cuts = Exercise("fractional_cuts", functions=("fractional_cuts",))


def _mask(t: Trial, forward: Function, shape: tuple[int, int], keep_prob: float) -> Array:
    """Return the weights (D, M) that the forward pass used: the identity as input shows them."""
    d, m = shape
    out, _ = t.call(
        forward, np.eye(d), np.ones(shape), np.zeros(m), keep_prob, fresh(t), returns="out, cache"
    )
    return t.array("out", out, (d, m))


@dropconnect.property("every weight is kept with keep_prob, then divided by it", weight=4)
def dropconnect_keeps_share(t: Trial, dropconnect_forward: Function) -> None:
    keep_prob = t.either(0.8, 0.25)
    used = _mask(t, dropconnect_forward, (40, 50), keep_prob)
    t.require(
        not np.array_equal(used, _mask(t, dropconnect_forward, (40, 50), keep_prob)),
        "Two calls with different generators dropped the same weights.",
        "Draw the mask from the argument `rng`.",
    )
    kept = used != 0
    spread = (kept.mean(axis=0).std(), kept.mean(axis=1).std())
    t.require(
        max(spread) < 0.25,
        "Whole rows or columns of the weights are dropped.",
        "DropConnect throws a coin for each weight; dropout throws one for each unit.",
    )
    # 2000 weights: the share kept has an SD below 0.01.
    t.require(
        abs(kept.mean() - keep_prob) < 0.07,
        f"keep_prob = {keep_prob:g}: a share of {kept.mean():.3f} of the weights is left.",
        "keep_prob is the chance to stay.",
    )
    t.close(
        "weights kept",
        used[kept],
        np.full(int(kept.sum()), 1 / keep_prob),
        f"Weights of 1 became {used[kept][0]:.3g}; kept ones should be 1 / {keep_prob:g}.",
        "Divide by keep_prob, so that the mean over the masks is the plain layer.",
    )


@dropconnect.property("the layer: x @ (mask * w) + b, one mask for the batch", weight=3)
def dropconnect_one_mask(t: Trial, dropconnect_forward: Function) -> None:
    x, w, b = t.rng.standard_normal((5, 3)), t.rng.standard_normal((3, 4)), np.arange(1.0, 5.0)
    x[3] = x[0]
    out, _ = t.call(dropconnect_forward, x, w, b, 1.0, fresh(t), returns="out, cache")
    t.close("out", out, x @ w + b, "With keep_prob = 1 this is an affine layer.")
    out, _ = t.call(dropconnect_forward, x, w, b, 0.5, fresh(t), returns="out, cache")
    t.close(
        "out",
        t.array("out", out, (5, 4))[3],
        out[0],
        "Two equal rows of x gave different rows of out.",
        "One mask of the shape of w serves the whole batch.",
    )
    zero, _ = t.call(dropconnect_forward, 0 * x, w, b, 0.5, fresh(t), returns="out, cache")
    t.close("out", zero, np.broadcast_to(b, (5, 4)), "The bias must stay: x = 0 should give b.")


@dropconnect.property("backward: the same mask", weight=4)
def dropconnect_backward_mask(
    t: Trial, dropconnect_forward: Function, dropconnect_backward: Function
) -> None:
    d, m, keep_prob = 5, 4, 0.5
    # Each row of x has one entry, each in another column: out shows the weights that were used.
    place, size = np.roll(np.arange(d), 1), t.rng.uniform(1, 2, (d, 1))
    x, w, b = np.zeros((d, d)), t.rng.uniform(1, 2, (d, m)), np.zeros(m)
    x[np.arange(d), place] = size[:, 0]
    seed = int(t.rng.integers(2**32))
    rng = np.random.default_rng(seed)
    out, cache = t.call(dropconnect_forward, x, w, b, keep_prob, rng, returns="out, cache")
    used = np.empty((d, m))
    used[place] = t.array("out", out, (d, m)) / size
    mask = used / w
    dout = t.rng.standard_normal((d, m))
    dx, dw, db = t.call(dropconnect_backward, dout, cache, returns="dx, dw, db")
    t.close(
        "dx",
        dx,
        dout @ used.T,
        "`dx` is not the gradient of `out`.",
        "`dx` goes back through the weights that were used: dropped ones are 0, the others divided "
        "by keep_prob.",
        mistakes=[
            (dout @ w.T, "All weights take part: where is the mask?"),
            (dout @ mask.T, "The mask alone: where are the weights?"),
            (dout @ (used * keep_prob).T, "The division by keep_prob is missing."),
            (dout @ (used * mask).T, "The mask is applied twice."),
        ],
    )
    t.close(
        "dw",
        dw,
        (x.T @ dout) * mask,
        "`dw` is not the gradient of `out`.",
        "A weight that was dropped gets no gradient, the others that of an affine layer, divided "
        "by keep_prob.",
        mistakes=[
            (x.T @ dout, "Dropped weights get a gradient too: where is the mask?"),
            ((x.T @ dout) * mask * keep_prob, "The division by keep_prob is missing."),
            ((x.T @ dout) * used, "The gradient of a weight does not depend on its own value."),
            ((x @ dout) * mask, "x must be transposed: dw is (D, M)."),
        ],
    )
    t.close("db", db, dout.sum(axis=0), "`db` is the sum of `dout` over the rows.")
    # The same mask, with so large an x and b that `out` does not show what w adds to it.
    x, b, rng = HUGE * x, np.full(m, HUGE**3), np.random.default_rng(seed)
    _, cache = t.call(dropconnect_forward, x, w, b, keep_prob, rng, returns="out, cache")
    wants = {"dx": dout @ used.T, "dw": (x.T @ dout) * mask}
    grads = t.call(dropconnect_backward, dout, cache, returns="dx, dw, db")
    for (name, want), got in zip(wants.items(), grads, strict=False):
        symptom = f"With a huge x and a huge b, `{name}` loses its digits."
        size = np.abs(want).max(axis=-1, keepdims=True)
        keeps_its_digits(t, name, got, want, symptom, size=size)


def _all_kept(t: Trial, forward: Function, backward: Function, *arrays: Array) -> Any:
    """Keep all: numbers drawn in the dtype of `w` would make another mask, and that is right."""
    *inputs, dout = arrays
    rng = np.random.default_rng(7)
    out, cache = t.call(forward, *inputs, 1.0, rng, returns="out, cache")
    return (out, *t.call(backward, dout, cache, returns="dx, dw, db"))


any_form(dropconnect, (5, 3), (3, 4), (4,), (5, 4), run=_all_kept)


@fractional_cuts.property("regions of 1 or 2 that cover everything", weight=3)
def cuts_cover_everything(t: Trial, fractional_cuts: Function) -> None:
    for n_in, n_out in t.either(((12, 8), (9, 5), (8, 4)), ((13, 9), (25, 14), (10, 5), (7, 7))):
        got = listed(t, "cuts", t.call(fractional_cuts, n_in, n_out, fresh(t)))
        cuts = t.array("cuts", got, (n_out + 1,), kind="i")
        t.require(
            cuts[0] == 0 and cuts[-1] == n_in,
            f"n_in = {n_in}, n_out = {n_out}: the cuts run from {cuts[0]} to {cuts[-1]}.",
            "The first region begins at 0, the last ends at n_in.",
        )
        sizes = np.diff(cuts)
        t.require(
            set(sizes.tolist()) <= {1, 2},
            f"n_in = {n_in}, n_out = {n_out}: your regions have sizes {sizes.tolist()}.",
            f"n_in - n_out = {n_in - n_out} regions have size 2, the others 1.",
        )


@fractional_cuts.detail("any region can be the larger one", weight=2)
def cuts_in_any_order(t: Trial, fractional_cuts: Function) -> None:
    n_in, n_out = t.either((7, 5), (9, 6))
    sizes = np.array([np.diff(t.call(fractional_cuts, n_in, n_out, fresh(t))) for _ in range(120)])
    share = (sizes == 2).mean(axis=0)
    t.require(
        share.min() > 0.05 and share.max() < 0.85,
        f"In 120 calls the regions had size 2 with shares {np.round(share, 2).tolist()}.",
        "Put the sizes into a random order.",
    )


def _seeded(t: Trial, fractional_cuts: Function, n_in: int, n_out: int) -> Any:
    return t.call(fractional_cuts, n_in, n_out, np.random.default_rng(7))


numpy_numbers(fractional_cuts, 9, 5, run=_seeded)
