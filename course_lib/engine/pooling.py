"""Max pooling: keep the largest number of every window (..., N, C, H, W) -> (..., N, C, H', W')."""

from collections.abc import Iterator

import numpy as np

from course_lib.engine.arrays import Array, expect_floats, expect_like
from course_lib.engine.conv import conv_output_size

PoolCache = tuple[Array, Array, int, int]


def maxpool_forward(x: Array, size: int, stride: int) -> tuple[Array, PoolCache]:
    """Return the maximum of each ``size`` x ``size`` window; windows begin ``stride`` apart."""
    expect_floats("maxpool_forward", x=x)
    if x.ndim < 4:
        raise ValueError(f"maxpool_forward: x has shape {x.shape}, expected (N, C, H, W)")
    views = _views(x, size, stride)
    out = next(views).copy("K")
    for view in views:
        np.maximum(out, view, out=out)
    return out, (x, out, size, stride)


def maxpool_backward(dout: Array, cache: PoolCache) -> Array:
    """Send each gradient to its maximum; of several equal numbers the first one gets it all."""
    x, out, size, stride = cache
    expect_like("maxpool_backward", dout, out.shape)
    dx, rest = np.zeros_like(x), np.empty_like(out)
    rest[...] = dout  # in the memory order of the other arrays
    for view, dview in zip(_views(x, size, stride), _views(dx, size, stride), strict=True):
        share = rest * (view == out)
        dview += share
        rest -= share  # what has been paid out is gone
    return dx


def _views(x: Array, size: int, stride: int) -> Iterator[Array]:
    """Yield for each position within the window what all the windows have there."""
    height, width = (conv_output_size(side, size, stride) for side in x.shape[-2:])
    for i, j in np.ndindex(size, size):
        yield x[..., i : i + stride * height : stride, j : j + stride * width : stride]
