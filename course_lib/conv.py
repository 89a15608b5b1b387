"""Convolution as a matrix product: every patch of the image becomes a column.

    out[n, f, i, j] = b[f] + sum over c, p, q of w[f, c, p, q] * x[n, c, s * i + p, s * j + q]

``x`` (..., N, C, H, W), ``w`` (..., F, C, HH, WW) and ``b`` (..., F) give ``out``
(..., N, F, H', W') for the stride s, after a border of ``pad`` zeros around each image.
"""

import numpy as np

from course_lib.arrays import Array, transpose, want_floats, want_like

ConvCache = tuple[Array, Array, tuple[int, ...], int, int]


def conv_output_size(size: int, kernel: int, stride: int = 1, pad: int = 0) -> int:
    """Return how often a kernel fits on a side: ``(size + 2 pad - kernel) // stride + 1``.

    What is left over at the far end is not covered. Raises ValueError when the kernel does not fit.
    """
    if kernel < 1 or stride < 1 or pad < 0:
        raise ValueError(
            f"conv_output_size: kernel {kernel}, stride {stride} and pad {pad} "
            "want at least 1, 1 and 0"
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
    _want_images(x, w, b)
    kernel = w.shape[-2:]
    columns, places = _columns(_padded(x, pad), kernel, stride)
    out = _matrix(w) @ columns + b[..., None]
    # The product has the filters first: the view swaps them behind the examples, nothing moves.
    return out.reshape(*out.shape[:-1], *places).swapaxes(-4, -3), (
        columns,
        w,
        x.shape,
        stride,
        pad,
    )


def conv_backward(dout: Array, cache: ConvCache) -> tuple[Array, Array, Array]:
    """Return ``dx`` (..., N, C, H, W), ``dw`` (..., F, C, HH, WW) and ``db`` (..., F)."""
    _, w, shape, stride, pad = cache
    dw, db = conv_backward_params(dout, cache)
    dcolumns = transpose(_matrix(w)) @ _filters_first(dout)
    # Every patch gives its gradient back to the place it was cut from; patches overlap.
    patches = dcolumns.reshape(*dout.shape[:-4], *w.shape[-3:], shape[-4], *dout.shape[-2:])
    lead, (n, c, height, width) = dout.shape[:-4], shape[-4:]
    padded = np.zeros((*lead, c, n, height + 2 * pad, width + 2 * pad), dout.dtype)
    for i, j in np.ndindex(w.shape[-2:]):
        _window(padded, i, j, stride, dout.shape[-2:])[...] += patches[..., i, j, :, :, :]
    dx = padded[..., pad : pad + height, pad : pad + width].swapaxes(-4, -3)
    return dx, dw, db


def conv_backward_params(dout: Array, cache: ConvCache) -> tuple[Array, Array]:
    """Return ``dw`` and ``db`` alone: all that the first layer of a net needs."""
    columns, w, shape, stride, pad = cache
    sides = (
        conv_output_size(side, kernel, stride, pad)
        for side, kernel in zip(shape[-2:], w.shape[-2:], strict=True)
    )
    want_like("conv_backward", dout, (*w.shape[:-4], shape[-4], w.shape[-4], *sides))
    rows = _filters_first(dout)
    return (rows @ transpose(columns)).reshape(w.shape), rows.sum(axis=-1)


def _columns(x: Array, kernel: tuple[int, int], stride: int) -> tuple[Array, tuple[int, int, int]]:
    """Return the patches as columns (..., C * HH * WW, N * H' * W') and the shape (N, H', W')."""
    lead, (n, c, *sides) = x.shape[:-4], x.shape[-4:]
    out_sides = [conv_output_size(s, k, stride) for s, k in zip(sides, kernel, strict=True)]
    columns = np.empty((*lead, c, *kernel, n, *out_sides), x.dtype)
    channels_first = x.swapaxes(-4, -3)
    for i, j in np.ndindex(kernel):
        columns[..., i, j, :, :, :] = _window(channels_first, i, j, stride, out_sides)
    return columns.reshape(*lead, c * kernel[0] * kernel[1], -1), (n, out_sides[0], out_sides[1])


def _window(x: Array, i: int, j: int, stride: int, sides: tuple[int, ...] | list[int]) -> Array:
    """Return the view of ``x`` (..., H, W) that kernel position (i, j) meets."""
    height, width = sides
    return x[..., i : i + stride * height : stride, j : j + stride * width : stride]


def _padded(x: Array, pad: int) -> Array:
    if pad == 0:
        return x
    *lead, height, width = x.shape
    padded = np.zeros((*lead, height + 2 * pad, width + 2 * pad), x.dtype)
    padded[..., pad : pad + height, pad : pad + width] = x
    return padded


def _matrix(w: Array) -> Array:
    """Return the filters as rows (..., F, C * HH * WW)."""
    return w.reshape(*w.shape[:-3], -1)


def _filters_first(dout: Array) -> Array:
    """Return ``dout`` (..., N, F, H', W') as rows (..., F, N * H' * W')."""
    swapped = dout.swapaxes(-4, -3)
    return swapped.reshape(*swapped.shape[:-3], -1)


def _want_images(x: Array, w: Array, b: Array) -> None:
    want_floats("conv_forward", x=x, w=w, b=b)
    if x.ndim < 4 or x.size == 0:
        raise ValueError(f"conv_forward: x has shape {x.shape}, it wants (N, C, H, W)")
    if w.ndim < 4 or w.shape[-3] != x.shape[-3]:
        raise ValueError(
            f"conv_forward: w has shape {w.shape}, x {x.shape} wants w (F, {x.shape[-3]}, HH, WW)"
        )
    if x.shape[:-4] not in ((), w.shape[:-4]):
        raise ValueError(
            f"conv_forward: x has shape {x.shape}, w {w.shape} wants x (N, C, H, W) for all "
            f"members or {w.shape[:-4]} before it"
        )
    if b.shape != w.shape[:-3]:
        raise ValueError(f"conv_forward: b has shape {b.shape}, w {w.shape} wants {w.shape[:-3]}")
