"""Convolution as a matrix product: every patch of the image becomes a column.

    out[n, f, i, j] = b[f] + sum over c, p, q of w[f, c, p, q] * x[n, c, s * i + p, s * j + q]

``x`` (..., N, C, H, W), ``w`` (..., F, C, HH, WW) and ``b`` (..., F) give ``out``
(..., N, F, H', W') for the stride s, after a border of ``pad`` zeros around each image.
"""

import numpy as np

from course_lib.engine.arrays import Array, expect_floats, expect_like, transpose

ConvCache = tuple[Array, Array, tuple[int, ...], int, int]


def conv_output_size(size: int, kernel: int, stride: int = 1, pad: int = 0) -> int:
    """Return how often a kernel fits on a side: ``(size + 2 pad - kernel) // stride + 1``.

    What is left over at the far end is not covered. Raises ValueError when the kernel does not fit.
    """
    if kernel < 1 or stride < 1 or pad < 0:
        raise ValueError(
            f"conv_output_size: got kernel {kernel}, stride {stride} and pad {pad}, "
            "expected at least 1, 1 and 0"
        )
    if kernel > size + 2 * pad:
        raise ValueError(
            f"conv_output_size: a kernel of {kernel} does not fit on a side of {size} + 2 * {pad}"
        )
    return (size + 2 * pad - kernel) // stride + 1


def conv_forward(
    x: Array, w: Array, b: Array, stride: int = 1, pad: int = 0
) -> tuple[Array, ConvCache]:
    """Convolve ``x`` (..., N, C, H, W) with ``w`` (..., F, C, HH, WW) and add ``b`` (..., F)."""
    _expect_images(x, w, b)
    columns, places = _columns(x, w.shape[-2:], stride, pad)
    out = _matrix(w) @ columns + b[..., None]
    out = _examples_first(out.reshape(*out.shape[:-1], *places))
    return out, (columns, w, x.shape, stride, pad)


def conv_backward(dout: Array, cache: ConvCache) -> tuple[Array, Array, Array]:
    """Return ``dx`` (..., N, C, H, W), ``dw`` (..., F, C, HH, WW) and ``db`` (..., F)."""
    _, w, (*_, n, c, height, width), stride, pad = cache
    dw, db = conv_backward_params(dout, cache)
    *lead, _, _, out_height, out_width = dout.shape
    dcolumns = transpose(_matrix(w)) @ _rows(dout)
    patches = dcolumns.reshape(*lead, c, *w.shape[-2:], out_height, out_width, n)
    # Every patch gives its gradient back to the place it was cut from; patches overlap.
    dpadded = np.zeros((*lead, c, height + 2 * pad, width + 2 * pad, n), dout.dtype)
    for i, j in np.ndindex(w.shape[-2:]):
        window = _window(dpadded, i, j, stride, (out_height, out_width))
        window += patches[..., i, j, :, :, :]
    return _examples_first(_inside(dpadded, pad)), dw, db


def conv_backward_params(dout: Array, cache: ConvCache) -> tuple[Array, Array]:
    """Return ``dw`` and ``db`` alone: all that the first layer of a net needs."""
    columns, w, (*_, n, _, height, width), stride, pad = cache
    sides = [
        conv_output_size(side, kernel, stride, pad)
        for side, kernel in zip((height, width), w.shape[-2:], strict=True)
    ]
    expect_like("conv_backward", dout, (*w.shape[:-4], n, w.shape[-4], *sides))
    rows = _rows(dout)
    return (rows @ transpose(columns)).reshape(w.shape), rows.sum(axis=-1)


# In memory the examples come last, (..., C, H, W, N): even where images are small, a slice is then
# made of long runs of numbers. What the functions return are views with the axes in usual order.


def _columns(
    x: Array, kernel: tuple[int, ...], stride: int, pad: int
) -> tuple[Array, tuple[int, int, int]]:
    """Return the patches as columns (..., C * HH * WW, H' * W' * N) and the shape (H', W', N)."""
    *lead, n, c, height, width = x.shape
    padded = np.zeros((*lead, c, height + 2 * pad, width + 2 * pad, n), x.dtype)
    _inside(padded, pad)[...] = _examples_last(x)
    out_height, out_width = (
        conv_output_size(side, k, stride, pad)
        for side, k in zip((height, width), kernel, strict=True)
    )
    columns = np.empty((*lead, c, *kernel, out_height, out_width, n), x.dtype)
    for i, j in np.ndindex(*kernel):
        columns[..., i, j, :, :, :] = _window(padded, i, j, stride, (out_height, out_width))
    matrix = columns.reshape(*lead, c * kernel[0] * kernel[1], -1)
    return matrix, (out_height, out_width, n)


def _window(x: Array, i: int, j: int, stride: int, size: tuple[int, int]) -> Array:
    """Return the view of ``x`` (..., H, W, N) that the kernel's position (i, j) meets."""
    height, width = size
    return x[..., i : i + stride * height : stride, j : j + stride * width : stride, :]


def _inside(padded: Array, pad: int) -> Array:
    """Return the view of (..., H, W, N) without its border."""
    return padded[..., pad : padded.shape[-3] - pad, pad : padded.shape[-2] - pad, :]


def _examples_last(x: Array) -> Array:
    """Return the view (..., C, H, W, N) of ``x`` (..., N, C, H, W)."""
    return np.moveaxis(x, -4, -1)


def _examples_first(x: Array) -> Array:
    """Return the view (..., N, C, H, W) of ``x`` (..., C, H, W, N)."""
    return np.moveaxis(x, -1, -4)


def _matrix(w: Array) -> Array:
    """Return the filters as rows (..., F, C * HH * WW)."""
    return w.reshape(*w.shape[:-3], -1)


def _rows(dout: Array) -> Array:
    """Return ``dout`` (..., N, F, H', W') as rows (..., F, H' * W' * N)."""
    last = _examples_last(dout)
    return last.reshape(*last.shape[:-3], -1)


def _expect_images(x: Array, w: Array, b: Array) -> None:
    expect_floats("conv_forward", x=x, w=w, b=b)
    if x.ndim < 4 or x.size == 0:
        raise ValueError(f"conv_forward: x has shape {x.shape}, expected (N, C, H, W)")
    if w.ndim < 4 or w.shape[-3] != x.shape[-3]:
        raise ValueError(
            f"conv_forward: w has shape {w.shape}, x {x.shape} needs w (F, {x.shape[-3]}, HH, WW)"
        )
    if x.shape[:-4] not in ((), w.shape[:-4]):
        raise ValueError(
            f"conv_forward: x has shape {x.shape}, w {w.shape} needs x (N, C, H, W) for all "
            f"members or {w.shape[:-4]} before it"
        )
    if b.shape != w.shape[:-3]:
        raise ValueError(f"conv_forward: b has shape {b.shape}, w {w.shape} needs {w.shape[:-3]}")
