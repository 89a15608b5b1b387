"""Checks of notebook 00: the affine layer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.precision import keeps_digits
from course_lib.checking.probes import any_form
from course_lib.checking.quotient import HUGE, keeps_its_digits
from course_lib.checking.results import OWN_CACHE, OWN_CACHE_CAUSE
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function
from course_lib.engine.layers import affine_forward as right_affine

NOT_SUMMED = "Every example used the same b: what they ask of it adds up."
FIRST_ONLY = "Only the first example was counted."
AVERAGED = (
    "The sum over the examples was divided by N. The loss takes the mean; a layer only adds up "
    "what comes back."
)

affine = Exercise("affine", functions=("affine_forward", "affine_backward"))
affine.in_order("affine_backward", "dx, dw, db")


def _other_layer(rng: np.random.Generator) -> tuple[Array, Array, Array]:
    """Return x, w and b of small halves, of which every number counts."""
    n, d, m = rng.integers((2, 4, 6), (4, 6, 9)).tolist()
    x, w = rng.integers(-6, 7, (n, d)) / 2, rng.integers(-6, 7, (d, m)) / 2
    return x, w, rng.uniform(10, 40, m).round(1) * rng.permutation(np.arange(m) % 2 * 2 - 1)


@affine.property("forward: by hand", weight=3, part="forward")
def forward_by_hand(t: Trial, affine_forward: Function) -> None:
    x = np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 3.0]])
    w = np.array([[1.0, 0.0, 2.0, -1.0], [3.0, 1.0, 0.0, 1.0], [0.0, 2.0, 1.0, 1.0]])
    b = np.array([10.0, -20.0, 30.0, -40.0])
    x, w, b = t.draw((x, w, b), _other_layer)
    product = (x[:, :, None] * w).sum(axis=1)
    one = x[0] * w[:, 0]
    t.worked(
        a_row_of_x=x[0],
        a_column_of_w=w[:, 0],
        products=one,
        their_sum=one.sum(),
        b=b[0],
        out=one.sum() + b[0],
    )
    try:
        out, _ = t.call(affine_forward, x, w, b, returns="out, cache")
    except Wrong as wrong:
        # Where the shapes do not fit, square ones may, and their numbers tell the cause.
        try:
            _square(t, affine_forward)
        except Wrong as square:
            if square.certain:
                raise Wrong(wrong.symptom, square.cause, certain=True) from None
        raise
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


@affine.detail("forward: N = D = M", weight=2, part="forward")
def forward_square_matrices(t: Trial, affine_forward: Function) -> None:
    _square(t, affine_forward)


def _square(t: Trial, affine_forward: Function) -> None:
    """Fail unless ``out`` is right where all shapes fit, whatever is turned around."""
    n = t.draw(3, lambda rng: int(rng.integers(3, 7)))
    w = t.rng.standard_normal((n, n))
    # Some outputs are far below 0, whatever w is, and none is near it.
    b = np.array([9.0, -7.0, 13.0, -11.0, 17.0, -15.0])[:n]
    b = t.draw(b, lambda rng: b * rng.uniform(0.8, 2))
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
        rtol=1e-5,
    )


class _Backward:
    """One backward pass of the student, with the numbers that it started from."""

    def __init__(self, t: Trial, forward: Function, backward: Function) -> None:
        # Three falling sizes: no shape is another one's by chance, and the same one is the longest.
        n, d, m = t.draw((5, 4, 3), lambda rng: rng.integers((6, 4, 2), (8, 6, 4)).tolist())
        self.t, self.forward, self.backward = t, forward, backward
        self.x, self.w = t.rng.standard_normal((n, d)), t.rng.standard_normal((d, m))
        self.b, self.dout = t.rng.standard_normal(m), t.rng.standard_normal((n, m))
        self.dx, self.dw, self.db = self.run(self.x, self.b)

    def run(self, x: Array, b: Array) -> Any:
        """Return ``dx, dw, db`` of the student at ``x`` and ``b``."""
        _, cache = self.t.call(self.forward, x, self.w, b, returns="out, cache")
        return self.t.call(self.backward, self.dout, cache, returns="dx, dw, db")

    def far_away(self, name: str) -> None:
        """Fail unless a gradient keeps its digits when a column of x and an entry of b are huge.

        Neither changes dx and db, and dw changes in the row of that column only.
        """
        scale = np.where(np.arange(self.x.shape[1]) == 0, HUGE, 1.0)
        b = np.where(np.arange(len(self.b)) == 0, HUGE**2, self.b)
        results = dict(zip(("dx", "dw", "db"), self.run(scale * self.x, b), strict=True))
        want = np.asarray({"dx": self.dx, "dw": scale[:, None] * self.dw, "db": self.db}[name])
        keeps_its_digits(
            self.t,
            name,
            results[name],
            want,
            f"With a huge column of x and a huge entry of b, `{name}` loses its digits: what these "
            "two add to `out` is nothing to it.",
            size=np.abs(want).max(axis=-1, keepdims=True),
        )


@affine.property("backward: dw", weight=3, of="dw")
def backward_dw(t: Trial, affine_forward: Function, affine_backward: Function) -> None:
    s = _Backward(t, affine_forward, affine_backward)
    product = s.x.T @ s.dout
    each = s.x[:, 0] * s.dout[:, 0]
    t.worked(
        first_column_of_x=s.x[:, 0],
        first_column_of_dout=s.dout[:, 0],
        products=each,
        first_entry_of_dw=each.sum(),
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
            (product / len(s.x), AVERAGED),
            (-product, "The sign is flipped."),
            (np.outer(s.x[0], s.dout[0]), FIRST_ONLY),
        ],
        own=lambda w: s.forward(s.x, w, s.b)[0],
    )
    s.far_away("dw")


@affine.property("backward: db", weight=2, of="db")
def backward_db(t: Trial, affine_forward: Function, affine_backward: Function) -> None:
    s = _Backward(t, affine_forward, affine_backward)
    column = s.dout[:, 0]
    t.worked(first_column_of_dout=column, its_entries=len(column), first_entry_of_db=column.sum())
    t.require(
        np.shape(s.db) != s.dout.shape,
        f"`db` has shape {s.dout.shape}, expected {s.b.shape}: one number for each output.",
        NOT_SUMMED,
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
            (s.dout.mean(axis=0), AVERAGED),
            (s.dout[0], FIRST_ONLY),
        ],
        own=lambda b: s.forward(s.x, s.w, b)[0],
    )
    s.far_away("db")


@affine.property("backward: dx", weight=3, of="dx")
def backward_dx(t: Trial, affine_forward: Function, affine_backward: Function) -> None:
    s = _Backward(t, affine_forward, affine_backward)
    each = s.w[0] * s.dout[0]
    t.worked(
        first_row_of_w=s.w[0],
        first_row_of_dout=s.dout[0],
        products=each,
        first_entry_of_dx=each.sum(),
    )
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
    s.far_away("dx")


@affine.guard("one example, one output")
def one_example_one_output(t: Trial, affine_forward: Function, affine_backward: Function) -> None:
    numbers = t.draw([1.0, 2.0, 3.0, 4.0, 5.0, 10.0], lambda rng: rng.uniform(1, 9, 6).tolist())
    x, w, b = np.array([numbers[:2]]), np.array([numbers[2:4]]).T, np.array([numbers[4]])
    dout = np.array([[numbers[5]]])
    out, cache = t.call(affine_forward, x, w, b, returns="out, cache")
    symptom = "N = 1 and M = 1: `{}` is wrong. No axis may be dropped, even of length 1."
    t.close("out", out, x @ w + b, symptom.format("out"))
    grads = t.call(affine_backward, dout, cache, returns="dx, dw, db")
    _, two = t.call(affine_forward, np.repeat(x, 2, axis=0), w, b, returns="out, cache")
    db_of_two = t.call(affine_backward, np.ones((2, 1)), two, returns="dx, dw, db")[2]
    t.require(np.shape(db_of_two) != (2, 1), symptom.format("db"), NOT_SUMMED)
    wants = (dout * w.T, dout * x.T, dout[0])
    for name, got, want in zip(("dx", "dw", "db"), grads, wants, strict=True):
        t.close(name, got, want, symptom.format(name))


@affine.guard("backward: each call uses its own cache")
def backward_own_cache(t: Trial, affine_forward: Function, affine_backward: Function) -> None:
    k = t.draw(1.0, lambda rng: rng.uniform(0.5, 3))
    caches = []
    numbers = [[[[1.0, 2.0]], [[1.0], [2.0]]], [[[5.0, 7.0]], [[4.0], [3.0]]]]
    for x, w in t.draw(
        numbers,
        lambda rng: [[rng.uniform(1, 9, s).tolist() for s in ((1, 2), (2, 1))] for _ in range(2)],
    ):
        _, cache = t.call(
            affine_forward, np.array(x), np.array(w), np.zeros(1), returns="out, cache"
        )
        caches.append((cache, x, w))
    for cache, x, w in caches:
        dx, dw, _ = t.call(affine_backward, np.array([[k]]), cache, returns="dx, dw, db")
        cause = OWN_CACHE_CAUSE.format("layer")
        t.close("dw", dw, k * np.array(x).T, OWN_CACHE.format("dw"), cause)
        t.close("dx", dx, k * np.array(w).T, OWN_CACHE.format("dx"), cause)


@affine.guard("float64 stays float64")
def stays_float64(t: Trial, affine_forward: Function, affine_backward: Function) -> None:
    def results() -> Iterator[tuple[str, Any]]:
        arrays = np.array([[1.5, 2.5]]), np.array([[3.5], [4.5]]), np.array([5.5])
        out, cache = t.call(affine_forward, *arrays, returns="out, cache")
        yield "out", out
        grads = t.call(affine_backward, np.array([[1.5]]), cache, returns="dx, dw, db")
        yield from zip(("dx", "dw", "db"), grads, strict=True)

    keeps_digits(t, results())


any_form(affine, (5, 4), (4, 3), (3,), (5, 3))
