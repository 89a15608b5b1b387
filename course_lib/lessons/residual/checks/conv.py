"""Checks of notebook 09: the forward pass of a convolution.

A kernel that is 1 in one cell and 0 elsewhere cuts a shifted copy out of the image: the right
output is then a slice of the input, known without a second convolution. All sizes are divisible:
what a convolution does with a rest is left open.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.precision import keeps_digits
from course_lib.checking.probes import any_form
from course_lib.checking.trial import Trial, Wrong
from course_lib.checking.types import Array, Function, Slip
from course_lib.engine.conv import conv_forward as right_conv

conv_forward = Exercise("conv_forward", functions=("conv_forward",))


@conv_forward.known("The bias was added once for each channel.", "conv_forward", kind="idea")
def bias_per_channel(f: Function) -> Function:
    return lambda x, w, b, *steps: f(x, w, b / w.shape[1], *steps)


@conv_forward.known(
    "The bias was added once for each cell of the filter.", "conv_forward", kind="idea"
)
def bias_per_cell(f: Function) -> Function:
    return lambda x, w, b, *steps: f(x, w, b / w[0].size, *steps)


@conv_forward.property("one channel by hand", weight=3)
def one_channel_by_hand(t: Trial, conv_forward: Function) -> None:
    x = t.draw(
        np.array([[[[1.0, 2, 0], [0, 3, 1], [4, 0, 2]]]]),
        lambda rng: 1.0 * rng.integers(0, 10, (1, 1, 3, 3)),
    )
    w = np.array([[[[1.0, 10], [100, 1000]]]])
    b = t.draw(np.array([0.5]), lambda rng: 0.5 + rng.integers(0, 9, 1))
    # The numbers of a patch are digits: [[3021, 1302], [430, 2013]] in a notebook.
    patches = x[0, 0, :2, :2], x[0, 0, :2, 1:], x[0, 0, 1:, :2], x[0, 0, 1:, 1:]
    sums = np.array([np.sum(patch * w[0, 0]) for patch in patches]).reshape(1, 1, 2, 2)
    setting = "With an image of 3 x 3, one filter of 2 x 2, and neither stride nor pad given"
    cause = (
        "Without the last two arguments the filter moves on by 1 and there is no border. With "
        "pad = 0 a slice `[pad:-pad]` is empty."
    )
    out, _ = call_in(t, setting, conv_forward, x, w, b, returns="out, cache", cause=cause)
    want_shape(t, setting, "out", out, sums.shape, cause)
    t.close(
        "out",
        out,
        sums + b,
        f"The image {x[0, 0].tolist()}, one filter {w[0, 0].tolist()}, b = {b.tolist()}, stride "
        f"1, no border: `out` must be {(sums + b)[0, 0].tolist()}.",
        "Lay the filter on the upper left corner, multiply cell by cell, add up, add b. Then move "
        "on.",
        mistakes=[
            (sums, "The bias is missing."),
            (sums - b, "The bias was subtracted."),
            (
                _turned(x, w) + b,
                Slip(
                    "The filter was turned by 180 degrees. Mathematicians call that convolution; "
                    "nets use the filter as it stands."
                ),
            ),
            (sums.swapaxes(2, 3) + b, "Rows and columns of `out` were exchanged."),
        ],
    )


def call_in(t: Trial, setting: str, f: Function, *args: Any, returns: str, cause: str = "") -> Any:
    """Call ``f``; when that fails, the hint begins with the ``setting``: sizes, stride and pad.

    ``cause`` is given for errors that shapes and places bring.
    """
    try:
        return t.call(f, *args, returns=returns)
    except Wrong as wrong:
        of_shapes = any(kind in wrong.symptom for kind in ("ValueError", "IndexError"))
        raise Wrong(f"{setting}: {wrong.symptom}", cause if of_shapes else wrong.cause) from None


def want_shape(
    t: Trial, setting: str, name: str, got: Any, shape: tuple[int, ...], cause: str = ""
) -> None:
    """Fail with the ``setting`` and a ``cause`` when an array has another shape."""
    found = getattr(got, "shape", shape)  # what is not an array at all is told by Trial.array
    t.require(found == shape, f"{setting}, `{name}` has shape {found}, expected {shape}.", cause)


def as_used(t: Trial, f: Function, w: Array) -> Array:
    """Return ``w``, turned by 180 degrees for a function that turns its filters.

    That mistake is told, and paid, where one channel is computed by hand.
    """
    x, cell = t.rng.standard_normal((1, 1, 4, 3)), t.rng.standard_normal((1, 1, 2, 3))

    def turns() -> None:
        out, _ = t.call(f, x, cell, np.zeros(1), returns="out, cache")
        t.close("out", out, _turned(x, cell), "")

    return w[:, :, ::-1, ::-1].copy() if t.passes(turns) else w


def _turned(x: Array, w: Array) -> Array:
    return right_conv(x, w[:, :, ::-1, ::-1].copy(), np.zeros(len(w)))[0]


@conv_forward.property("channels add up, filters and examples stay apart", weight=2)
def channels_and_filters(t: Trial, conv_forward: Function) -> None:
    n, c, f, side = t.either((3, 2, 4, 5), (4, 3, 2, 5))
    x, b = t.rng.standard_normal((n, c, side, side)), np.arange(1.0, f + 1)
    w = t.rng.standard_normal((f, c, 1, 1))
    setting = f"For x {x.shape} and {f} filters of 1 x 1, w {w.shape}"
    cause = (
        "A filter sees all channels of an example at once and makes one number of them. Each "
        "filter makes a channel of its own, with its own bias."
    )
    out, _ = call_in(t, setting, conv_forward, x, w, b, returns="out, cache", cause=cause)
    want = np.einsum("nchw,fc->nfhw", x, w[:, :, 0, 0])
    want_shape(t, setting, "out", out, want.shape, cause)
    t.close(
        "out",
        out,
        want + b[:, None, None],
        f"{setting}, `out` {want.shape} is wrong.",
        cause,
        mistakes=[
            (want, "The bias is missing."),
            (want + b[0], "All filters got the first bias."),
            (
                np.einsum("nhw,f->nfhw", x[:, -1], w[:, -1, 0, 0]) + b[:, None, None],
                "Only the last channel came out: the channels' parts add up.",
            ),
        ],
    )


def _cut(
    t: Trial,
    f: Function,
    shape: tuple[int, int],
    kernel: tuple[int, int],
    stride: int,
    pad: int,
    cause: str,
) -> None:
    """Convolve an image of ``shape`` with filters that are 1 in one cell each."""
    height, width = kernel
    cells = [(i, j) for i in range(height) for j in range(width)]
    w = np.zeros((len(cells), 2, height, width))
    for filter_, (i, j) in enumerate(cells):
        w[filter_, filter_ % 2, i, j] = 1.0
    x = t.rng.standard_normal((2, 2, *shape))
    framed = np.zeros((2, 2, shape[0] + 2 * pad, shape[1] + 2 * pad))
    framed[:, :, pad : pad + shape[0], pad : pad + shape[1]] = x
    rows, columns = (
        (side + 2 * pad - k) // stride + 1 for side, k in zip(shape, kernel, strict=True)
    )
    cuts = [
        framed[:, filter_ % 2, i::stride, j::stride][:, :rows, :columns]
        for filter_, (i, j) in enumerate(cells)
    ]
    setting = (
        f"For images {shape[0]} x {shape[1]}, filters {height} x {width}, stride {stride} and "
        f"pad {pad}"
    )
    args = (x, as_used(t, f, w), np.zeros(len(cells)), stride, pad)
    out, _ = call_in(t, setting, f, *args, returns="out, cache", cause=cause)
    want = np.stack(cuts, axis=1)
    want_shape(t, setting, "out", out, want.shape, cause)
    t.close("out", out, want, f"{setting}, `out` {want.shape} is wrong.", cause)


@conv_forward.detail("height and width differ", weight=3)
def height_and_width(t: Trial, conv_forward: Function) -> None:
    cause = (
        "The height of `out` comes from the heights of image and filter, its width from their "
        "widths. The rows of a patch go with the height, its columns with the width."
    )
    for shape, kernel in t.either(
        (
            ((5, 4), (2, 2)),
            ((4, 4), (1, 3)),
            ((3, 6), (2, 3)),
        ),
        (((3, 6), (2, 2)), ((5, 4), (3, 1))),
    ):
        _cut(t, conv_forward, shape, kernel, 1, 0, cause)


@conv_forward.detail("longer steps", weight=2)
def longer_steps(t: Trial, conv_forward: Function) -> None:
    cause = "The place (i, j) of `out` begins at the row i * stride and the column j * stride."
    for shape, kernel, stride in t.either(
        (
            ((5, 5), (3, 3), 2),
            ((4, 7), (2, 1), 2),
        ),
        (((8, 5), (2, 2), 3),),
    ):
        _cut(t, conv_forward, shape, kernel, stride, 0, cause)


@conv_forward.detail("a border of zeros", weight=2)
def border_of_zeros(t: Trial, conv_forward: Function) -> None:
    cause = "`pad` rows or columns of zeros go on each of the four sides, on no other axis."
    for shape, kernel, pad in t.either(
        (
            ((3, 3), (3, 3), 1),
            ((2, 3), (2, 3), 2),
        ),
        (((4, 3), (3, 2), 3),),
    ):
        _cut(t, conv_forward, shape, kernel, 1, pad, cause)


@conv_forward.detail("all at once", weight=2)
def all_at_once(t: Trial, conv_forward: Function) -> None:
    n, f, height, width, hh, ww, stride, pad = t.either(
        (3, 6, 7, 8, 3, 2, 2, 1), (4, 6, 6, 9, 4, 3, 2, 1)
    )
    x, w = t.rng.standard_normal((n, 2, height, width)), t.rng.standard_normal((f, 2, hh, ww))
    b = t.rng.standard_normal(f)
    framed = np.pad(x, [(0, 0)] * 2 + [(pad, pad)] * 2)
    rows, columns = (height + 2 * pad - hh) // stride + 1, (width + 2 * pad - ww) // stride + 1
    setting = f"With x {x.shape}, w {w.shape}, stride {stride} and pad {pad}"
    used = as_used(t, conv_forward, w)
    out, _ = call_in(t, setting, conv_forward, x, used, b, stride, pad, returns="out, cache")
    shape = (n, f, rows, columns)
    want_shape(t, setting, "out", out, shape)
    out = t.array("out", out, shape)
    for k, m, i, j in np.ndindex(shape):
        top, left = i * stride, j * stride
        patch = framed[k, :, top : top + hh, left : left + ww]
        t.close(
            "out",
            out[k, m, i, j],
            np.sum(patch * w[m]) + b[m],
            f"{setting} the number out[{k}, {m}, {i}, {j}] is wrong: it is the sum of the patch "
            f"of image {k} that begins at row {top} and column {left} of the framed image, times "
            f"filter {m}, plus its bias.",
        )


@conv_forward.guard("float64 stays float64")
def stays_float64(t: Trial, conv_forward: Function) -> None:
    def results() -> Iterator[tuple[str, Any]]:
        arrays = np.full((1, 1, 2, 2), 1.5), np.full((1, 1, 2, 2), 2.5), np.array([0.5])
        yield "out", t.call(conv_forward, *arrays, returns="out, cache")[0]

    keeps_digits(t, results())


def _strided(t: Trial, conv_forward: Function, x: Array, w: Array, b: Array) -> Any:
    return t.call(conv_forward, x, w, b, 2, 1, returns="out, cache")[0]


any_form(conv_forward, (3, 2, 5, 7), (4, 2, 3, 3), (4,), run=_strided)
