"""Checks of notebook 00: the affine layer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.inputs import order
from course_lib.checking.precision import keeps_digits
from course_lib.checking.results import OWN_CACHE, OWN_CACHE_CAUSE
from course_lib.checking.trial import Trial
from course_lib.checking.types import Function
from course_lib.engine.layers import affine_forward as right_affine

affine = Exercise("affine", functions=("affine_forward", "affine_backward"))


@affine.property("forward: by hand", weight=3, part="forward")
def forward_by_hand(t: Trial, affine_forward: Function) -> None:
    places = order(t, 4)
    x = np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 3.0]])
    w = np.array([[1.0, 0.0, 2.0, -1.0], [3.0, 1.0, 0.0, 1.0], [0.0, 2.0, 1.0, 1.0]])[:, places]
    b = np.array([10.0, -20.0, 30.0, -40.0])[places]
    product = np.array([[7.0, 2.0, 2.0, 1.0], [3.0, 7.0, 3.0, 4.0]])[:, places]
    out, _ = t.call(affine_forward, x, w, b, returns="out, cache")
    t.close(
        "out",
        out,
        product + b,
        "The first entry of `out` is (first row of x) times (first column of w), plus the first "
        "entry of b. Compute it on paper and compare.",
        mistakes=[
            (product, "The bias b is missing."),
            (product - b, "The bias b was subtracted."),
        ],
    )


@affine.property("forward: N = D = M", weight=2, part="forward")
def forward_square_matrices(t: Trial, affine_forward: Function) -> None:
    n = t.either(3, 4)
    w = t.rng.standard_normal((n, n))
    b = np.arange(1.0, n + 1)
    # Each row of x picks one row of w; the step by one is not its own transpose.
    x = np.roll(np.eye(n), 1, axis=1)
    rows = np.roll(w, -1, axis=0)
    out, _ = t.call(affine_forward, x, w, b, returns="out, cache")
    t.close(
        "out",
        out,
        rows + b,
        "With N = D = M no shape can warn you: `out` has the right shape and the wrong numbers.",
        mistakes=[
            (rows + b[:, None], "b was added along the wrong axis: it has one entry per column."),
            (np.roll(w.T, -1, axis=0) + b, "w was transposed: its rows belong to the inputs."),
            (np.roll(w, 1, axis=0) + b, "x was transposed: its rows are the examples."),
        ],
    )


class _Backward:
    """One backward pass of the student, with the numbers that it started from."""

    def __init__(self, t: Trial, forward: Function, backward: Function) -> None:
        n, d, m = t.either((5, 4, 3), (3, 6, 2))
        self.forward = forward
        self.x, self.w = t.rng.standard_normal((n, d)), t.rng.standard_normal((d, m))
        self.b, self.dout = t.rng.standard_normal(m), t.rng.standard_normal((n, m))
        _, cache = t.call(forward, self.x, self.w, self.b, returns="out, cache")
        self.dx, self.dw, self.db = t.call(backward, self.dout, cache, returns="dx, dw, db")


@affine.property("backward: dw", weight=3)
def backward_dw(t: Trial, affine_forward: Function, affine_backward: Function) -> None:
    s = _Backward(t, affine_forward, affine_backward)
    product = s.x.T @ s.dout
    t.require(
        np.shape(s.dw) != s.x.shape,
        f"`dw` has shape {s.x.shape}, the shape of x, expected {s.w.shape}.",
        "The order of the results is dx, dw, db.",
    )
    t.require(
        np.shape(s.dw) != s.w.T.shape,
        f"`dw` has shape {s.w.T.shape}, expected {s.w.shape}: a gradient has the shape of its "
        "array.",
        "It is transposed: the inputs belong to the rows.",
    )
    t.gradient(
        "dw",
        s.dw,
        lambda w: right_affine(s.x, w, s.b)[0],
        s.w,
        s.dout,
        "`dw` differs from the numerical gradient.",
        "Each example asks for a change of w: its x, times its dout. The examples' wishes add up.",
        mistakes=[
            (
                product / len(s.x),
                "The sum over the examples was divided by N. The loss takes the "
                "mean; a layer only adds up what comes back.",
            ),
            (-product, "The sign is flipped."),
        ],
        own=lambda w: s.forward(s.x, w, s.b)[0],
    )


@affine.property("backward: db", weight=2)
def backward_db(t: Trial, affine_forward: Function, affine_backward: Function) -> None:
    s = _Backward(t, affine_forward, affine_backward)
    t.require(
        np.shape(s.db) != s.dout.shape,
        f"`db` has shape {s.dout.shape}, expected {s.b.shape}: one number for each output.",
        "Every example used the same b: what they ask of it adds up.",
    )
    t.require(
        np.shape(s.db) != (len(s.x),),
        f"`db` has shape ({len(s.x)},), one number for each example, expected {s.b.shape}.",
        "The sum ran along the rows. Each output has one b, and all examples share it.",
    )
    t.gradient(
        "db",
        s.db,
        lambda b: right_affine(s.x, s.w, b)[0],
        s.b,
        s.dout,
        "`db` differs from the numerical gradient.",
        "b is added to every row of `out`. Over which axis do its gradients add up?",
        mistakes=[
            (s.dout.mean(axis=0), "The sum over the examples was divided by N."),
            (s.dout[0], "Only the first example was counted."),
        ],
        own=lambda b: s.forward(s.x, s.w, b)[0],
    )


@affine.property("backward: dx", weight=3)
def backward_dx(t: Trial, affine_forward: Function, affine_backward: Function) -> None:
    s = _Backward(t, affine_forward, affine_backward)
    t.gradient(
        "dx",
        s.dx,
        lambda x: right_affine(x, s.w, s.b)[0],
        s.x,
        s.dout,
        "`dx` differs from the numerical gradient.",
        "An input touches all M outputs, each through its own entry of w. The M paths add up.",
        own=lambda x: s.forward(x, s.w, s.b)[0],
    )


@affine.property("one example, one output", weight=1)
def one_example_one_output(t: Trial, affine_forward: Function, affine_backward: Function) -> None:
    k = t.either(1.0, 2.0)
    x, w, b = k * np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]]), np.array([5.0])
    out, cache = t.call(affine_forward, x, w, b, returns="out, cache")
    symptom = "N = 1 and M = 1: `{}` is wrong. No axis may be dropped, even of length 1."
    t.close("out", out, np.array([[11 * k + 5]]), symptom.format("out"))
    grads = t.call(affine_backward, np.array([[10.0]]), cache, returns="dx, dw, db")
    wants = (np.array([[30.0, 40.0]]), k * np.array([[10.0], [20.0]]), np.array([10.0]))
    for name, got, want in zip(("dx", "dw", "db"), grads, wants, strict=True):
        t.close(name, got, want, symptom.format(name))


@affine.property("backward: each call uses its own cache", weight=1)
def backward_own_cache(t: Trial, affine_forward: Function, affine_backward: Function) -> None:
    k = t.either(1.0, 3.0)
    caches = []
    for x, w in (([[1.0, 2.0]], [[1.0], [2.0]]), ([[5.0, 7.0]], [[4.0], [3.0]])):
        _, cache = t.call(
            affine_forward, np.array(x), np.array(w), np.zeros(1), returns="out, cache"
        )
        caches.append((cache, x, w))
    for cache, x, w in caches:
        dx, dw, _ = t.call(affine_backward, np.array([[k]]), cache, returns="dx, dw, db")
        cause = OWN_CACHE_CAUSE.format("layer")
        t.close("dw", dw, k * np.array(x).T, OWN_CACHE.format("dw"), cause)
        t.close("dx", dx, k * np.array(w).T, OWN_CACHE.format("dx"), cause)


@affine.guard("float64 stays float64", cost=0.1)
def stays_float64(t: Trial, affine_forward: Function, affine_backward: Function) -> None:
    def results() -> Iterator[tuple[str, Any]]:
        arrays = np.array([[1.5, 2.5]]), np.array([[3.5], [4.5]]), np.array([5.5])
        out, cache = t.call(affine_forward, *arrays, returns="out, cache")
        yield "out", out
        grads = t.call(affine_backward, np.array([[1.5]]), cache, returns="dx, dw, db")
        yield from zip(("dx", "dw", "db"), grads, strict=True)

    keeps_digits(t, results())
