"""Checks of notebook 09: max pooling.

The images are slopes: numbers that rise or fall evenly along each side. The largest number of a
window is then in one of its corners, so it is known without a second pooling function.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from course_lib.checking.core import Exercise
from course_lib.checking.precision import keeps_digits
from course_lib.checking.probes import any_form
from course_lib.checking.quotient import LARGEST, keeps_its_digits
from course_lib.checking.results import ALREADY, OWN_CACHE, OWN_CACHE_CAUSE
from course_lib.checking.trial import Trial
from course_lib.checking.types import Array, Function
from course_lib.engine.pooling import maxpool_forward as right_maxpool
from course_lib.lessons.residual.checks.conv import call_in, want_shape

maxpool_forward = Exercise("maxpool_forward", functions=("maxpool_forward",))


def _slopes(
    t: Trial, n: int, c: int, height: int, width: int, size: int, stride: int
) -> tuple[Array, Array]:
    """Return images (N, C, H, W) that are slopes, all negative, and the maxima of the windows."""
    x, want = [], []
    for index in range(n * c):
        down, right = ((1, 1), (-1, 1), (1, -1), (-1, -1))[index % 4]
        image = down * np.arange(height)[:, None] * 1.0 + right * np.arange(width) * 20.0
        image = image - 500.0 - 7.0 * index + t.rng.uniform(-0.01, 0.01, (height, width))
        top, left = (size - 1) * (down > 0), (size - 1) * (right > 0)
        corners = image[top:, left:]
        rows, columns = ((side - size) // stride + 1 for side in (height, width))
        x.append(image)
        want.append(corners[::stride, ::stride][:rows, :columns])
    shape = np.array(want).shape[1:]
    return np.array(x).reshape(n, c, height, width), np.array(want).reshape(n, c, *shape)


def _pool(t: Trial, f: Function, x: Array, size: int, stride: int) -> tuple[Any, Any]:
    setting = f"For x of shape {x.shape}, size {size}, stride {stride}"
    cause = (
        "Count the windows along each side by itself: the first one, and one more for each whole "
        "`stride` that is left behind it."
    )
    out, cache = call_in(t, setting, f, x, size, stride, returns="out, cache", cause=cause)
    want_shape(t, setting, "out", out, right_maxpool(x, size, stride)[0].shape, cause)
    return out, cache


def _find_maxima(
    t: Trial,
    f: Function,
    shape: tuple[int, int, int, int],
    size: int,
    stride: int,
    cause: str,
    what: str = "`out`",
) -> None:
    """Fail unless ``f`` finds the maxima of the windows in slopes of this shape (N, C, H, W)."""
    x, want = _slopes(t, *shape, size, stride)
    out, _ = _pool(t, f, x, size, stride)
    t.close(
        "out",
        out,
        want,
        f"For x of shape {x.shape}, size {size}, stride {stride}, {what} {want.shape} is wrong.",
        cause,
    )


def _image(t: Trial) -> Array:
    """Return an image (1, 1, 4, 4) of whole numbers; its lower left window is all negative.

    The largest numbers of the two upper windows stand last and beside the diagonal.
    """

    def drawn(rng: np.random.Generator) -> Array:
        while True:
            image = 1.0 + rng.permutation(60)[:16].reshape(4, 4)
            image[2:, :2] *= -1
            if image[:2, 2:].argmax() == 3 and image[:2, :2].argmax() in (1, 2):
                return image

    visible = np.array([[1.0, 7, 2, 3], [4, 5, 8, 9], [-1, -3, 6, 0], [-4, -2, -5, 2]])
    return t.draw(visible, drawn)[None, None]


@maxpool_forward.property("the largest number of each window", weight=3)
def forward_largest_number(t: Trial, maxpool_forward: Function) -> None:
    x = _image(t)
    windows = x.reshape(2, 2, 2, 2)
    want = windows.max(axis=(1, 3))[None, None]
    out, _ = _pool(t, maxpool_forward, x, 2, 2)
    t.close(
        "out",
        out,
        want,
        f"The image {x[0, 0].tolist()}, size 2, stride 2: the windows' largest numbers are "
        f"{want[0, 0].tolist()}.",
        "Cut the image into four squares with a pencil.",
        mistakes=[
            (
                np.maximum(want, 0),
                "One window holds negative numbers alone; 0 is not among them.",
            ),
            (windows.mean(axis=(1, 3))[None, None], "You took the mean of each window."),
            (windows.min(axis=(1, 3))[None, None], "You took the smallest number."),
            (windows.sum(axis=(1, 3))[None, None], "You added up each window."),
            (x[:, :, ::2, ::2], "You took the first number of each window."),
            (np.abs(windows).max(axis=(1, 3))[None, None], "You took absolute values."),
        ],
    )


@maxpool_forward.detail("each channel of each example by itself", weight=1)
def forward_each_channel(t: Trial, maxpool_forward: Function) -> None:
    n, c = t.either((3, 2), (2, 5))
    cause = "The maximum runs over the two sides of the window, never over channels or examples."
    _find_maxima(t, maxpool_forward, (n, c, 4, 4), 2, 2, cause, "some number of `out`")


@maxpool_forward.detail("height and width differ", weight=2)
def forward_height_and_width(t: Trial, maxpool_forward: Function) -> None:
    cause = "Height and width each have a number of windows of their own."
    for height, width in t.either(((4, 6), (6, 2)), ((8, 2), (2, 6))):
        _find_maxima(t, maxpool_forward, (2, 3, height, width), 2, 2, cause)


@maxpool_forward.detail("windows that overlap", weight=2)
def forward_overlapping_windows(t: Trial, maxpool_forward: Function) -> None:
    cause = (
        "`size` says how large a window is, `stride` where the next one begins. They need not be "
        "equal."
    )
    cases = t.either(((4, 5, 2, 1), (5, 7, 3, 2)), ((6, 7, 4, 1), (7, 5, 3, 2)))
    for height, width, size, stride in cases:
        _find_maxima(t, maxpool_forward, (2, 2, height, width), size, stride, cause)


@maxpool_forward.detail("windows with gaps", weight=1)
def forward_windows_with_gaps(t: Trial, maxpool_forward: Function) -> None:
    height, width, size, stride = t.either((5, 8, 2, 3), (9, 5, 1, 4))
    cause = "With a stride above the size some cells are in no window."
    _find_maxima(t, maxpool_forward, (1, 4, height, width), size, stride, cause)


@maxpool_forward.guard("float64 stays float64")
def forward_stays_float64(t: Trial, maxpool_forward: Function) -> None:
    def results() -> Iterator[tuple[str, Any]]:
        yield "out", _pool(t, maxpool_forward, np.full((1, 1, 2, 2), 1.5), 2, 2)[0]

    keeps_digits(t, results())


def _of_two(t: Trial, maxpool_forward: Function, x: Array) -> Any:
    return t.call(maxpool_forward, x, 2, 1, returns="out, cache")[0]


any_form(maxpool_forward, (3, 2, 4, 5), run=_of_two)


maxpool_backward = Exercise(
    "maxpool_backward", functions=("maxpool_forward", "maxpool_backward"), forward=maxpool_forward
)


def _two(rng: np.random.Generator) -> tuple[float, float]:
    return float(rng.uniform(0.5, 2.0)), float(rng.uniform(2.0, 9.0))


def _largest_numbers(
    t: Trial,
    forward: Function,
    backward: Function,
    x: Array,
    size: int,
    stride: int,
    dout: Array,
    want: Any,
) -> None:
    """Fail unless `dx` stays as it is when the largest x grows until no step away is finite."""
    _, cache = _pool(t, forward, np.where(x == x.max(), LARGEST, x), size, stride)
    keeps_its_digits(
        t,
        "dx",
        t.call(backward, dout, cache, returns="dx"),
        np.asarray(want),
        "With the largest number of float64 in x, `dx` is wrong. It depends on which "
        "number of a window is the largest, not on how large it is.",
        size=1.0,
    )


def _right_out(size: int, stride: int, x: Array) -> Array:
    return right_maxpool(x, size, stride)[0]


@maxpool_backward.property("the gradient goes to the largest number", weight=3)
def backward_to_largest_number(
    t: Trial, maxpool_forward: Function, maxpool_backward: Function
) -> None:
    x = _image(t)
    sizes = t.draw(np.array([10.0, 20.0, 30.0, 40.0]), lambda rng: 1.0 * rng.integers(2, 99, 4))
    dout = (sizes * [1, 1, 1, -1]).reshape(1, 1, 2, 2)
    largest = x.reshape(2, 2, 2, 2).max(axis=(1, 3), keepdims=True)
    spread = dout.repeat(2, axis=2).repeat(2, axis=3)
    want = np.where((x.reshape(2, 2, 2, 2) == largest).reshape(x.shape), spread, 0.0)
    _, cache = _pool(t, maxpool_forward, x, 2, 2)
    t.close(
        "dx",
        t.call(maxpool_backward, dout, cache, returns="dx"),
        want,
        f"The image {x[0, 0].tolist()}, size 2, stride 2, dout {dout[0, 0].tolist()}: `dx` must "
        f"be {want[0, 0].tolist()}.",
        "A little more at the largest number of a window means as much more in `out`. A little "
        "more anywhere else means nothing.",
        mistakes=[
            (spread, "Every cell of the window got the gradient; only its maximum counts."),
            (spread / 4, "The gradient was spread evenly: that is mean pooling."),
            ((want != 0) * 1.0, "This is the mask alone; multiply by `dout`."),
            (want * x, "You multiplied by x."),
        ],
    )
    _largest_numbers(t, maxpool_forward, maxpool_backward, x, 2, 2, dout, want)


@maxpool_backward.detail("overlapping windows add up", weight=3)
def backward_overlaps_add_up(
    t: Trial, maxpool_forward: Function, maxpool_backward: Function
) -> None:
    around, x_max = t.draw(
        (np.arange(1.0, 9.0), 9.0),
        lambda rng: (1.0 + rng.permutation(50)[:8], float(rng.integers(51, 99))),
    )
    x = np.insert(around, 4, x_max).reshape(1, 1, 3, 3)
    dout = t.draw(
        np.array([[[[1.0, 10.0], [100.0, 1000.0]]]]),
        lambda rng: 1.0 * rng.integers(1, 999, (1, 1, 2, 2)),
    )
    want = np.zeros((1, 1, 3, 3))
    want[0, 0, 1, 1] = dout.sum()
    last, first = want.copy(), want.copy()
    last[0, 0, 1, 1], first[0, 0, 1, 1] = dout[0, 0, 1, 1], dout[0, 0, 0, 0]
    _, cache = _pool(t, maxpool_forward, x, 2, 1)
    t.close(
        "dx",
        t.call(maxpool_backward, dout, cache, returns="dx"),
        want,
        f"The {x_max:g} in the centre of {x[0, 0].tolist()} is the maximum of all four windows "
        f"(size 2, stride 1): its gradient is the sum of dout, {dout.sum():g}.",
        "Several windows may have the same cell for their maximum.",
        mistakes=[
            (last, "Only the last window was kept: each one wrote over the one before."),
            (first, "Only the first window was kept."),
        ],
    )
    _largest_numbers(t, maxpool_forward, maxpool_backward, x, 2, 1, dout, want)


@maxpool_backward.detail("height, width, channels and examples", weight=3)
def backward_all_axes(t: Trial, maxpool_forward: Function, maxpool_backward: Function) -> None:
    cases = t.either(((4, 6, 2, 2), (5, 3, 3, 2)), ((5, 3, 3, 1), (3, 7, 3, 2)))
    for height, width, size, stride in cases:
        x = 2.0 * t.rng.permutation(4 * height * width).reshape(2, 2, height, width)
        _, cache = _pool(t, maxpool_forward, x, size, stride)
        dout = t.rng.standard_normal(right_maxpool(x, size, stride)[0].shape)
        dx = t.call(maxpool_backward, dout, cache, returns="dx")
        t.gradient(
            "dx",
            dx,
            partial(_right_out, size, stride),
            x,
            dout,
            f"For x of shape {x.shape}, size {size}, stride {stride}, `dx` differs from the "
            "numerical gradient.",
            "Windows are counted along each side by itself; channels and examples never mix.",
        )
        _largest_numbers(t, maxpool_forward, maxpool_backward, x, size, stride, dout, dx)


@maxpool_backward.detail("equal numbers", weight=1)
def backward_equal_numbers(t: Trial, maxpool_forward: Function, maxpool_backward: Function) -> None:
    scale, k = t.draw((1.0, 8.0), _two)
    x = scale * np.array([[[[5.0, 5.0, 1.0, 2.0], [5.0, 5.0, 4.0, 3.0]]]])
    _, cache = _pool(t, maxpool_forward, x, 2, 2)
    dx = t.call(maxpool_backward, k * np.array([[[[1.0, -1.0]]]]), cache, returns="dx")
    dx = t.array("dx", dx, x.shape)[0, 0]
    tied = np.sort(dx[:, :2].ravel()) / k
    one = np.allclose(tied, [0, 0, 0, 1])
    each, shared = np.allclose(tied, 1), np.allclose(tied, 0.25)
    t.require(
        (one or each or shared) and np.allclose(dx[:, 2:], np.array([[0.0, 0.0], [-k, 0.0]])),
        "In a window of four equal numbers the gradient may go to one of them, to each of them, "
        "or be shared; yours does none of it.",
    )
    way = "one takes it all" if one else "each takes it all" if each else "they share it"
    t.note(f"Of equal numbers in a window {way}. The slope has no value there: all are accepted.")


@maxpool_backward.guard("each call uses its own cache")
def backward_own_cache(t: Trial, maxpool_forward: Function, maxpool_backward: Function) -> None:
    scale, k = t.draw((1.0, 1.0), _two)
    x = scale * np.array([[[[1.0, 2.0], [4.0, 3.0]]]])
    dout = np.full((1, 1, 1, 1), k)
    calls = []
    for image, cell in ((x, (1, 0)), (-x, (0, 0))):
        want = np.zeros((1, 1, 2, 2))
        want[0, 0][cell] = k
        _, cache = _pool(t, maxpool_forward, image, 2, 2)
        alone = t.call(maxpool_backward, dout, cache, returns="dx")
        t.require(np.shape(alone) == want.shape and np.allclose(alone, want), ALREADY)
        calls.append((cache, want))
    for cache, want in calls:
        t.close(
            "dx",
            t.call(maxpool_backward, dout, cache, returns="dx"),
            want,
            OWN_CACHE.format("dx"),
            OWN_CACHE_CAUSE.format("pooling layer"),
        )


def _back_from_two(t: Trial, forward: Function, backward: Function, x: Array, dout: Array) -> Any:
    return t.call(backward, dout, t.call(forward, x, 2, 1, returns="out, cache")[1])


any_form(maxpool_backward, (3, 2, 4, 5), (3, 2, 3, 4), run=_back_from_two)
