"""Checks of notebook 09: the residual block."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.precision import keeps_digits
from course_lib.checking.probes import any_form
from course_lib.checking.quotient import HUGE, keeps_its_digits
from course_lib.checking.results import ALREADY, OWN_CACHE, OWN_CACHE_CAUSE
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function
from course_lib.engine.layers import affine_forward
from course_lib.lessons.residual.checks.conv import call_in

residual = Exercise("residual", functions=("residual_forward", "residual_backward"))
NO_BRANCH = "The road through the branch is missing."
SECOND_RELU = "A second ReLU sits at the end of the branch."
ALL_ON = "The gradient went through the ReLU as if every hidden unit were on."
NO_SKIP = "The road around the branch is missing: the gradient of the skip connection."
SKIP_TWICE = "The road around the branch was counted twice."


def _with_dout(backward: Function, times: int) -> Function:
    """Return ``backward`` with ``dout`` added to its ``dx``."""

    def mended(dout: Array, cache: Any) -> Any:
        dx, *others = backward(dout, cache)
        return dx + times * dout, *others

    return mended


@residual.known(NO_SKIP, "residual_backward", kind="idea")
def skip_missing(backward: Function) -> Function:
    return _with_dout(backward, 1)


@residual.known(SKIP_TWICE, "residual_backward", kind="idea")
def skip_twice(backward: Function) -> Function:
    return _with_dout(backward, -1)


def _block(x: Array, w1: Array, b1: Array, w2: Array, b2: Array) -> Array:
    """Return the block's output, made of course_lib's affine layer: for numerical gradients."""
    h = np.maximum(affine_forward(x, w1, b1)[0], 0)
    return x + affine_forward(h, w2, b2)[0]


def _arrays(t: Trial, n: int, d: int, m: int) -> list[Array]:
    """Return random x, w1, b1, w2, b2 whose hidden units are all well away from the bend at 0.

    Without b1 others of them would be on.
    """
    while True:
        x, w1, b1 = (t.rng.standard_normal(shape) for shape in ((n, d), (d, m), (m,)))
        z = x @ w1 + b1
        far = np.abs(z).min() > 0.02 and 0 < np.sum(z > 0) < z.size
        if far and np.any((x @ w1 > 0) != (z > 0)):
            return [x, w1, b1, t.rng.standard_normal((m, d)), t.rng.standard_normal(d)]


@residual.property("forward: a silent branch leaves x as it is", weight=2, part="forward")
def forward_silent_branch(t: Trial, residual_forward: Function) -> None:
    n, d, m = t.either((3, 4, 2), (4, 2, 5))
    x, w1, b1, _, b2 = _arrays(t, n, d, m)
    b2[:2] = np.abs(b2[:2]) * [-1.0, 1.0]  # of both signs: what a ReLU does to it is seen
    arrays = [x.copy(), w1, b1, np.ones((m, d)), np.zeros(d)]

    def gives_x_back() -> None:
        t.close("out", t.call(residual_forward, *arrays, returns="out, cache")[0], x, "")

    for shift, words in ((b2, "b2"), (np.zeros(d), "0")):
        out, _ = t.call(residual_forward, x, w1, b1, np.zeros((m, d)), shift, returns="out, cache")
        t.close(
            "out",
            out,
            x + shift,
            f"With w2 = 0 the branch says {words} for every row, so `out` must be x + {words}.",
            "The skip connection adds x itself, once, to what the branch says. Nothing comes "
            "after the sum.",
            mistakes=[
                (np.zeros((n, d)) + shift, "x is missing: the branch alone came out."),
                (2 * x + shift, "x was added twice."),
                (
                    np.maximum(x + shift, 0),
                    "A ReLU sits after the sum. The first paper has one there; this block ends "
                    "with the sum, so that x passes untouched.",
                ),
                (x - shift, "The branch was subtracted."),
                (x, NO_BRANCH if t.passes(gives_x_back) else "b2 is missing."),
                (x + np.maximum(shift, 0), SECOND_RELU),
                (np.maximum(x, 0) + shift, "ReLU was applied to x. x skips the whole branch."),
            ],
        )


@residual.property("forward: by hand", weight=2, part="forward")
def forward_by_hand(t: Trial, residual_forward: Function) -> None:
    # In the grader x, the hidden units and b2 are other whole numbers; the signs stay.
    k = t.draw(1.0, lambda rng: float(rng.integers(1, 10)))
    units: Array = t.draw(np.ones(3), lambda rng: 1.0 * rng.integers(1, 4, 3))
    x = k * np.array([[1.0, 2.0], [3.0, -1.0]])
    w1 = units * np.array([[1.0, -1.0, 2.0], [1.0, 1.0, -3.0]])
    b1 = k * units * np.array([1.0, -2.0, 1.0])
    w2 = np.array([[1.0, 2.0], [10.0, 20.0], [100.0, -100.0]])
    b2 = t.draw(np.array([5.0, 7.0]), lambda rng: 1.0 * rng.integers(1, 300, 2))
    z = k * units * np.array([[4.0, -1.0, -3.0], [3.0, -6.0, 10.0]])
    branch, bare = np.maximum(z, 0) @ w2, z @ w2
    t.worked(
        a_row_of_x=x[1],
        first_affine_layer=z[1],
        after_the_ReLU=np.maximum(z, 0)[1],
        second_affine_layer=(branch + b2)[1],
        with_x_added=(x + branch + b2)[1],
    )
    out, _ = t.call(residual_forward, x, w1, b1, w2, b2, returns="out, cache")
    t.close(
        "out",
        out,
        x + branch + b2,
        f"With x = {x.tolist()}, w1 = {w1.tolist()}, b1 = {b1.tolist()}, w2 = {w2.tolist()} and "
        f"b2 = {b2.tolist()} the second row of `out` is {(x + branch + b2)[1].tolist()}.",
        "Go through the branch step by step on paper: x @ w1 + b1, then ReLU, then @ w2 + b2.",
        mistakes=[
            (x + bare + b2, "The ReLU between the two affine layers is missing."),
            (x + np.maximum(branch + b2, 0), SECOND_RELU),
            (x + branch, "b2 is missing."),
        ],
    )


@residual.detail("forward: square matrices", weight=1, part="forward")
def forward_square_matrices(t: Trial, residual_forward: Function) -> None:
    n = t.either(3, 4)
    x, w1, _, w2, b2 = _arrays(t, n, n, n)
    open_up = np.abs(x @ w1).max() + 1.0 + np.arange(n)
    w2[:, :2] = np.abs(w2[:, :2]) * [-1.0, 1.0]  # of both signs: what a ReLU does to it is seen
    out, _ = t.call(residual_forward, x, w1, open_up, w2, b2, returns="out, cache")
    branch = (x @ w1 + open_up) @ w2 + b2
    t.close(
        "out",
        out,
        x + branch,
        "With N = D = H and b1 so large that every hidden unit is on, `out` is wrong. Here no "
        "shape can warn you.",
        "Look for a transposed matrix, or a bias along the wrong axis.",
        mistakes=[(x + np.maximum(branch, 0), SECOND_RELU)],
    )


def _back(t: Trial, arrays: list[Array], dout: Array, forward: Function, backward: Function) -> Any:
    """Return the student's five gradients; what goes wrong is told with the shapes."""
    x, w1, _, w2, _ = arrays
    setting = f"With x {x.shape}, w1 {w1.shape} and w2 {w2.shape}"
    _, cache = call_in(t, setting, forward, *arrays, returns="out, cache")
    return call_in(
        t,
        setting,
        backward,
        dout,
        cache,
        returns="dx, dw1, db1, dw2, db2",
        cause="Write its shape beside every factor: in a product `a @ b` the columns of a are as "
        "many as the rows of b, and each gradient has the shape of its array.",
    )


@residual.guard("backward: the skip hands dout on")
def backward_skip_connection(
    t: Trial, residual_forward: Function, residual_backward: Function
) -> None:
    if t.forward_share() < 1.0:
        return  # `dx` is judged below, where it may be the gradient of the student's own forward
    n, d, m = t.either((4, 3, 2), (3, 5, 2))
    x, w1, b1, _, b2 = _arrays(t, n, d, m)
    dout = t.rng.standard_normal((n, d))
    arrays = [x, w1, b1, np.zeros((m, d)), b2]
    dx, *_ = _back(t, arrays, dout, residual_forward, residual_backward)
    t.close(
        "dx",
        dx,
        dout,
        "With w2 = 0 nothing comes back through the branch, so `dx` must be `dout`.",
        "x reaches `out` on two roads. The short one is a plain sum, and its slope is 1.",
        mistakes=[
            (np.zeros((n, d)), NO_SKIP),
            (2 * dout, SKIP_TWICE),
        ],
    )


class _Backward:
    """One backward pass of the student, with the numbers that it started from."""

    def __init__(self, t: Trial, forward: Function, backward: Function) -> None:
        n, d, m = t.either((4, 3, 2), (5, 4, 3))
        self.t, self.forward, self.backward = t, forward, backward
        while True:
            self.arrays = _arrays(t, n, d, m)
            self.dout = t.rng.standard_normal((n, d))
            dz = (self.dout @ self.arrays[3].T) * (self.hidden > 0)
            if np.any((dz > 0).any(axis=0) & (dz < 0).any(axis=0)):  # a sum of both signs
                break
        grads = _back(t, self.arrays, self.dout, forward, backward)
        self.grads = dict(zip(("x", "w1", "b1", "w2", "b2"), grads, strict=True))

    @property
    def hidden(self) -> Array:
        """The hidden units before the ReLU."""
        x, w1, b1, *_ = self.arrays
        hidden: Array = x @ w1 + b1
        return hidden

    def compare(self, name: str, cause: str, mistakes: list[tuple[Any, str]]) -> None:
        """Compare one gradient with the numerical one."""
        place = list(self.grads).index(name)
        want: tuple[int, ...] = self.arrays[place].shape
        got = getattr(self.grads[name], "shape", want)
        self.t.require(
            got == want or len(got) != len(want),
            f"`d{name}` has shape {got}, expected {want}.",
            "A gradient has the shape of its array. They come back in the order dx, dw1, db1, "
            "dw2, db2.",
        )

        def at(f: Function) -> Function:
            return lambda a: f(*self.arrays[:place], a, *self.arrays[place + 1 :])

        self.t.gradient(
            f"d{name}",
            self.grads[name],
            at(_block),
            self.arrays[place],
            self.dout,
            cause=cause,
            mistakes=mistakes,
            own=lambda a: at(self.forward)(a)[0],
        )
        self.far_away(name)

    def far_away(self, name: str) -> None:
        """Fail unless a gradient keeps its digits when b2, which is no part of it, is huge."""
        b2 = np.full(len(self.arrays[4]), HUGE**2)
        arrays = [*self.arrays[:4], b2]
        grads = _back(self.t, arrays, self.dout, self.forward, self.backward)
        want = np.asarray(self.grads[name])
        keeps_its_digits(
            self.t,
            f"d{name}",
            grads[list(self.grads).index(name)],
            want,
            f"With a huge b2 `d{name}` loses its digits: what it is made of is nothing beside "
            "`out`. No gradient depends on b2.",
            size=np.abs(want).max(),
        )


@residual.property("backward: dw2", weight=2, of="dw2")
def backward_dw2(t: Trial, residual_forward: Function, residual_backward: Function) -> None:
    s = _Backward(t, residual_forward, residual_backward)
    h = np.maximum(s.hidden, 0)
    s.compare(
        "w2",
        "What entered the second affine layer? Its inputs, times `dout`, added up over the rows.",
        [
            (s.hidden.T @ s.dout, "You used the hidden units from before the ReLU."),
            (h.T @ s.dout / len(h), "The sum over the examples was divided by N."),
        ],
    )


@residual.property("backward: db2", weight=1, of="db2")
def backward_db2(t: Trial, residual_forward: Function, residual_backward: Function) -> None:
    s = _Backward(t, residual_forward, residual_backward)
    s.compare(
        "b2",
        "b2 is added to every row of `out`: its gradients add up over the rows.",
        [(s.dout.mean(axis=0), "The sum over the examples was divided by N.")],
    )


@residual.property("backward: dw1", weight=2, of="dw1")
def backward_dw1(t: Trial, residual_forward: Function, residual_backward: Function) -> None:
    s = _Backward(t, residual_forward, residual_backward)
    x, _, _, w2, _ = s.arrays
    dh = s.dout @ w2.T
    dz = dh * (s.hidden > 0)
    s.compare(
        "w1",
        "Go back through the branch: the second affine layer, the ReLU, the first affine layer.",
        [
            (x.T @ dh, ALL_ON),
            (x.T @ (dh * (dh > 0)), "The ReLU looks at what went in, not at the gradient's sign."),
            (x.T @ (dz * s.hidden), "The slope of ReLU is 0 or 1, not its output."),
            (x.T @ dz / len(x), "The sum over the examples was divided by N."),
        ],
    )


@residual.property("backward: db1", weight=1, of="db1")
def backward_db1(t: Trial, residual_forward: Function, residual_backward: Function) -> None:
    s = _Backward(t, residual_forward, residual_backward)
    dh = s.dout @ s.arrays[3].T
    dz = dh * (s.hidden > 0)
    s.compare(
        "b1",
        "b1 is added to every row before the ReLU: the gradients from behind the ReLU add up.",
        [
            (dz.mean(axis=0), "The sum over the examples was divided by N."),
            (dh.sum(axis=0), ALL_ON),
            ((dz * s.hidden).sum(axis=0), "The slope of ReLU is 0 or 1, not its output."),
        ],
    )


@residual.property("backward: dx", weight=4, of="dx")
def backward_dx(t: Trial, residual_forward: Function, residual_backward: Function) -> None:
    s = _Backward(t, residual_forward, residual_backward)
    w1 = s.arrays[1]
    dh = s.dout @ s.arrays[3].T
    dz = dh * (s.hidden > 0)
    back = dz @ w1.T
    s.compare(
        "x",
        "x reaches `out` on two roads, through the branch and around it. Their gradients add up.",
        [
            (
                s.dout + (dz * s.hidden) @ w1.T,
                "The slope of ReLU is 0 or 1, not its output.",
            ),
            (s.dout + dh @ w1.T, ALL_ON),
            (s.dout, NO_BRANCH),
            (s.dout * (1 + back), "The gradients of two roads are added, not multiplied."),
            (s.dout - back, "The two roads were subtracted."),
        ],
    )


@residual.guard("one example")
def one_example(t: Trial, residual_forward: Function, residual_backward: Function) -> None:
    x, w1, b1, w2, b2, dout = t.draw(
        (1.0, 2.0, 1.0, 3.0, 4.0, 10.0), lambda rng: tuple(rng.uniform(0.5, 5.0, 6).tolist())
    )
    arrays = [np.array(a) for a in ([[x]], [[w1]], [b1], [[w2]], [b2])]
    out, cache = t.call(residual_forward, *arrays, returns="out, cache")
    symptom = "N = D = H = 1: `{}` is wrong."
    h = x * w1 + b1
    t.close("out", out, np.array([[x + h * w2 + b2]]), symptom.format("out"))
    grads = t.call(residual_backward, np.array([[dout]]), cache, returns="dx, dw1, db1, dw2, db2")
    dh = dout * w2
    wants = ([[dout + dh * w1]], [[dh * x]], [dh], [[dout * h]], [dout])
    for name, got, want in zip(("dx", "dw1", "db1", "dw2", "db2"), grads, wants, strict=True):
        t.close(name, got, np.array(want), symptom.format(name))


@residual.guard("backward: each call uses its own cache")
def backward_own_cache(t: Trial, residual_forward: Function, residual_backward: Function) -> None:
    scales = t.draw((1.0, 2.0), lambda rng: (rng.uniform(0.5, 1.5), rng.uniform(2.0, 4.0)))
    names = "dx, dw1, db1, dw2, db2"
    calls = []
    for scale in scales:
        arrays = [np.array(a) for a in ([[scale]], [[2.0]], [1.0], [[3.0 * scale]], [4.0])]
        _, cache = t.call(residual_forward, *arrays, returns="out, cache")
        alone = t.call(residual_backward, np.array([[1.0]]), cache, returns=names)
        wants = 1.0 + 6.0 * scale, 3.0 * scale**2, 3.0 * scale, 2.0 * scale + 1.0, 1.0
        for got, want in zip(alone, wants, strict=True):
            t.require(np.size(got) == 1 and np.allclose(got, want), ALREADY)
        calls.append((cache, alone))
    cause = OWN_CACHE_CAUSE.format("block")
    for cache, alone in calls:
        grads = t.call(residual_backward, np.array([[1.0]]), cache, returns=names)
        for name, got, want in zip(names.split(", "), grads, alone, strict=True):
            t.close(name, got, np.asarray(want), OWN_CACHE.format(name), cause)


any_form(residual, (5, 4), (4, 3), (3,), (3, 4), (4,), (5, 4))


@residual.guard("float64 stays float64")
def stays_float64(t: Trial, residual_forward: Function, residual_backward: Function) -> None:
    def results() -> Iterator[tuple[str, Any]]:
        arrays = [np.array(a) for a in ([[1.5]], [[2.5]], [1.5], [[3.5]], [4.5])]
        out, cache = t.call(residual_forward, *arrays, returns="out, cache")
        yield "out", out
        names = "dx", "dw1", "db1", "dw2", "db2"
        grads = t.call(residual_backward, np.array([[1.5]]), cache, returns=", ".join(names))
        yield from zip(names, grads, strict=True)

    keeps_digits(t, results())
