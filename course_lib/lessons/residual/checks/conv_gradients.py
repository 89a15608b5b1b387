"""Checks of notebook 09: the backward pass of a convolution, by numerical gradients.

All sizes are divisible: what a convolution does with a rest is left open.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.precision import keeps_digits
from course_lib.checking.probes import any_form
from course_lib.checking.quotient import HUGE, keeps_its_digits
from course_lib.checking.results import ALREADY, OWN_CACHE, OWN_CACHE_CAUSE
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function, Mistake
from course_lib.engine.conv import conv_forward as right_conv
from course_lib.lessons.residual.checks.conv import as_used, call_in, conv_forward, want_shape

conv_backward = Exercise(
    "conv_backward", functions=("conv_forward", "conv_backward"), forward=conv_forward
)


class _Backward:
    """One backward pass of the student, with the numbers that it started from."""

    def __init__(
        self,
        t: Trial,
        forward: Function,
        backward: Function,
        shape: tuple[int, int, int, int],
        filters: tuple[int, int, int],
        stride: int,
        pad: int,
    ) -> None:
        self.t, self.options = t, (stride, pad)
        self.forward, self.backward = forward, backward
        self.x = t.rng.standard_normal(shape)
        self.w = t.rng.standard_normal((filters[0], shape[1], *filters[1:]))
        self.b = t.rng.standard_normal(filters[0])
        self.dout = t.rng.standard_normal(
            right_conv(self.x, self.w, self.b, *self.options)[0].shape
        )
        self.setting = f"With x {self.x.shape}, w {self.w.shape}, stride {stride} and pad {pad}"
        args = self.x, self.w, self.b, *self.options
        out, cache = call_in(t, self.setting, forward, *args, returns="out, cache")
        want_shape(t, self.setting, "out", out, self.dout.shape)
        try:
            grads = call_in(t, self.setting, backward, self.dout, cache, returns="dx, dw, db")
        except Wrong as wrong:
            raise Wrong(wrong.symptom, self._border_cause(wrong)) from None
        self.dx, self.dw, self.db = grads

    def _border_cause(self, wrong: Wrong) -> str:
        """Return the cause of an error; without a border there must be none to blame it."""
        if not self.options[1] or "ValueError" not in wrong.symptom:
            return wrong.cause

        def runs() -> None:
            _, cache = self.t.call(self.forward, self.x, self.w, self.b, 1, 0, returns="out, cache")
            shape = right_conv(self.x, self.w, self.b, 1, 0)[0].shape
            self.t.call(self.backward, np.ones(shape), cache, returns="dx, dw, db")

        if not self.t.passes(runs):
            return wrong.cause
        return (
            "Without a border your function runs. Patches were cut from the image with its border: "
            "their gradients need an array that has the border too."
        )

    def want_dx(self, cause: str) -> None:
        _, _, height, width = self.x.shape
        frame = (height + 2 * self.options[1], width + 2 * self.options[1])
        self.t.require(
            np.size(self.dx) > 0,
            f"{self.setting}, `dx` is empty: it has shape {np.shape(self.dx)}.",
            "How do you cut off the border? In Python `a[0:-0]` is `a[0:0]`: nothing.",
        )
        self.t.require(
            np.shape(self.dx)[-2:] != frame or frame == (height, width),
            f"{self.setting}, `dx` has shape {np.shape(self.dx)}, expected {self.x.shape}.",
            "The border is still there. It is no part of x, so it is no part of `dx`.",
        )
        want_shape(
            self.t,
            self.setting,
            "dx",
            self.dx,
            self.x.shape,
            f"{cause} What you cut off depends on `pad`, and each side has a length of its own.",
        )
        self.t.gradient(
            "dx",
            self.dx,
            lambda x: right_conv(x, self.w, self.b, *self.options)[0],
            self.x,
            self.dout,
            f"{self.setting}, `dx` differs from the numerical gradient.",
            cause,
            own=lambda x: self.forward(x, self.w, self.b, *self.options)[0],
        )
        self.far_away("dx", self.dx, 0)

    def want_dw(self, cause: str, mistakes: list[Mistake] | None = None) -> None:
        want_shape(
            self.t,
            self.setting,
            "dw",
            self.dw,
            self.w.shape,
            "A gradient has the shape of its array; they come back in the order dx, dw, db.",
        )
        self.t.gradient(
            "dw",
            self.dw,
            lambda w: right_conv(self.x, w, self.b, *self.options)[0],
            self.w,
            self.dout,
            f"{self.setting}, `dw` differs from the numerical gradient.",
            cause,
            mistakes or [],
            own=lambda w: self.forward(self.x, w, self.b, *self.options)[0],
        )
        self.far_away("dw", self.dw, 1)

    def far_away(self, name: str, want: Any, place: int) -> None:
        """Fail unless a gradient keeps its digits when b, which is no part of it, is huge."""
        b = np.full(len(self.b), HUGE**2)
        args = self.x, self.w, b, *self.options
        _, cache = self.t.call(self.forward, *args, returns="out, cache")
        grads = self.t.call(self.backward, self.dout, cache, returns="dx, dw, db")
        keeps_its_digits(
            self.t,
            name,
            grads[place],
            np.asarray(want),
            f"With a huge b `{name}` loses its digits: what x and w add is nothing beside `out`. "
            "No gradient depends on b.",
            size=np.abs(want).max(),
        )


@conv_backward.property("backward: db", weight=1, of="db")
def backward_db(t: Trial, conv_forward: Function, conv_backward: Function) -> None:
    shape, filters = t.either(((3, 1, 3, 3), (2, 3, 3)), ((4, 1, 3, 3), (2, 3, 3)))
    s = _Backward(t, conv_forward, conv_backward, shape, filters, 1, 1)
    total = s.dout.sum(axis=(0, 2, 3))
    t.close(
        "db",
        s.db,
        total,
        f"{s.setting}, `db` is wrong: one number for each of the {filters[0]} filters.",
        "A filter's bias was added at every place of every image. What all those places ask of "
        "it adds up.",
        mistakes=[
            (s.dout.mean(axis=(0, 2, 3)), "You took the mean over the places; they add up."),
            (total / len(s.x), "The sum over the examples was divided by N."),
            (s.dout[0].sum(axis=(1, 2)), "Only the first example was counted."),
            (s.dout[-1].sum(axis=(1, 2)), "Only the last example was counted."),
        ],
        rtol=1e-9,
    )


@conv_backward.property("backward: dw", weight=3, of="dw")
def backward_dw(t: Trial, conv_forward: Function, conv_backward: Function) -> None:
    shape, filters = t.either(((3, 2, 3, 3), (4, 3, 3)), ((3, 1, 3, 3), (2, 3, 3)))
    s = _Backward(t, conv_forward, conv_backward, shape, filters, 1, 1)
    s.want_dw(
        "A cell of a filter met one number of the image at every place. Each of those numbers, "
        "times the `dout` of the place, is what the place asks of the cell.",
        [
            (-_dw(s.x, s.dout, 1, 3), "The sign is flipped."),
            (_dw(s.x, s.dout, 1, 3) / len(s.x), "The sum over the examples was divided by N."),
            (_dw(s.x[:1], s.dout[:1], 1, 3), "Only the first example was counted."),
            (_dw(s.x[-1:], s.dout[-1:], 1, 3), "Only the last example was counted."),
            (_dw(s.x, s.dout, 1, 3)[:, :, ::-1, ::-1], "The filter came out turned around."),
        ],
    )


def _dw(x: Array, dout: Array, pad: int, side: int) -> Array:
    """Return ``dw`` for stride 1 and square filters: the image convolved with ``dout``."""
    turned = x.swapaxes(0, 1), dout.swapaxes(0, 1)
    dw: Array = right_conv(*turned, np.zeros(dout.shape[1]), 1, pad)[0].swapaxes(0, 1)
    return dw[:, :, :side, :side]


@conv_backward.property("backward: dx", weight=3, of="dx")
def backward_dx(t: Trial, conv_forward: Function, conv_backward: Function) -> None:
    shape, filters = t.either(((3, 2, 3, 3), (4, 3, 3)), ((1, 3, 4, 4), (2, 3, 3)))
    s = _Backward(t, conv_forward, conv_backward, shape, filters, 1, 1)
    if t.passes(lambda: s.want_dx("")):
        return
    cause = (
        "Every patch sends its gradient back to where it was cut from: `dout` of the place, "
        "times the filter. Patches overlap, and filters share a patch: all of it adds up. Then "
        "the border comes off."
    )
    one = _Backward(t, conv_forward, conv_backward, shape, (1, *filters[1:]), 1, 1)
    if t.passes(lambda: one.want_dx("")):
        cause = (
            "With one filter `dx` is right, with more it is not: `dout` of a filter goes back "
            "through this filter, and what the filters send adds up."
        )
    s.want_dx(cause)


@conv_backward.detail("backward: no border", weight=2, of="dx")
def backward_without_border(t: Trial, conv_forward: Function, conv_backward: Function) -> None:
    shape, filters = t.either(((1, 2, 3, 3), (2, 2, 2)), ((2, 2, 4, 4), (1, 2, 2)))
    s = _Backward(t, conv_forward, conv_backward, shape, filters, 1, 0)
    s.want_dx("With pad = 0 nothing must be cut off.")
    s.want_dw("")


@conv_backward.detail("backward: a wide border", weight=2, of="dx")
def backward_wide_border(t: Trial, conv_forward: Function, conv_backward: Function) -> None:
    shape, filters = t.either(((1, 2, 3, 3), (1, 3, 3)), ((1, 2, 2, 2), (2, 4, 4)))
    pad = t.either(2, 3)
    s = _Backward(t, conv_forward, conv_backward, shape, filters, 1, pad)
    s.want_dx(f"With pad = {pad} there are {pad} rows and columns to cut off on each side.")


@conv_backward.detail("backward: height and width differ", weight=2, of="dx")
def backward_height_and_width(t: Trial, conv_forward: Function, conv_backward: Function) -> None:
    shape, filters = t.either(((2, 1, 5, 4), (2, 2, 3)), ((1, 2, 3, 5), (2, 3, 2)))
    cause = "Count rows with the height and columns with the width, of images and of filters."
    s = _Backward(t, conv_forward, conv_backward, shape, filters, 1, 1)
    s.want_dx(cause)
    s.want_dw(cause)


@conv_backward.detail("backward: longer steps", weight=2, of="dx")
def backward_longer_steps(t: Trial, conv_forward: Function, conv_backward: Function) -> None:
    shape, filters = t.either(((2, 1, 7, 5), (2, 3, 3)), ((1, 1, 8, 5), (2, 2, 2)))
    stride, pad = t.either((2, 1), (3, 0))
    cause = "The patch of the place (i, j) begins at the row i * stride and the column j * stride."
    s = _Backward(t, conv_forward, conv_backward, shape, filters, stride, pad)
    s.want_dx(cause)
    s.want_dw(cause)


@conv_backward.guard("backward: each call uses its own cache")
def backward_own_cache(t: Trial, conv_forward: Function, conv_backward: Function) -> None:
    k, *scales = t.draw(
        [1.0, 1.0, 3.0], lambda rng: rng.uniform([1.0, 0.5, 2.0], [9.0, 1.5, 4.0]).tolist()
    )
    calls = []
    cause = OWN_CACHE_CAUSE.format("layer")
    dout = np.full((1, 1, 1, 1), k)
    for scale in scales:
        x = np.array([[[[scale, 2.0], [3.0, 5.0]]]])
        w = np.array([[[[4.0, scale], [1.0, 7.0]]]])
        _, cache = t.call(conv_forward, x, w, np.zeros(1), 1, 0, returns="out, cache")
        calls.append((cache, t.call(conv_backward, dout, cache, returns="dx, dw, db")))
        dx, dw, _ = calls[-1][1]
        turned = not np.array_equal(w, as_used(t, conv_forward, w))
        t.require(_equal(dx, k * _turn(w, turned)) and _equal(dw, k * _turn(x, turned)), ALREADY)
    for cache, (alone_dx, alone_dw, _) in calls:
        dx, dw, _ = t.call(conv_backward, dout, cache, returns="dx, dw, db")
        t.close("dw", dw, alone_dw, OWN_CACHE.format("dw"), cause)
        t.close("dx", dx, alone_dx, OWN_CACHE.format("dx"), cause)


def _turn(a: Array, turned: bool) -> Array:
    return a[:, :, ::-1, ::-1] if turned else a


def _equal(got: Any, want: Array) -> bool:
    return np.shape(got) == want.shape and np.allclose(np.asarray(got, dtype=float), want)


@conv_backward.guard("kernels of one row or one column")
def backward_thin_kernels(t: Trial, conv_forward: Function, conv_backward: Function) -> None:
    def judge(shape: tuple[int, int, int, int], *filters: tuple[int, int, int]) -> None:
        for each in filters:
            s = _Backward(t, conv_forward, conv_backward, shape, each, 1, 0)
            s.want_dx("A slice like `k - 1 : 1 - k` ends at 0 when k is 1: then it is empty.")
            s.want_dw("")

    # Where other kernels fail too the properties tell why.
    if t.passes(lambda: judge((2, 1, 2, 3), (3, 2, 2))):
        judge((2, 1, 2, 3), (3, 1, 2), (3, 2, 1))


@conv_backward.guard("float64 stays float64")
def stays_float64(t: Trial, conv_forward: Function, conv_backward: Function) -> None:
    def results() -> Iterator[tuple[str, Any]]:
        arrays = np.full((1, 1, 2, 2), 1.5), np.full((1, 1, 2, 2), 2.5), np.array([0.5])
        _, cache = t.call(conv_forward, *arrays, returns="out, cache")
        dout = np.full((1, 1, 1, 1), 1.5)
        grads = t.call(conv_backward, dout, cache, returns="dx, dw, db")
        yield from zip(("dx", "dw", "db"), grads, strict=True)

    keeps_digits(t, results())


def _padded(t: Trial, forward: Function, backward: Function, *arrays: Array) -> Any:
    *inputs, dout = arrays
    return t.call(backward, dout, t.call(forward, *inputs, 1, 1, returns="out, cache")[1])


any_form(conv_backward, (1, 2, 2, 3), (3, 2, 3, 3), (3,), (1, 3, 2, 3), run=_padded)
