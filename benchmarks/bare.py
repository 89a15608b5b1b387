"""The physical limit: nothing but the matrix products of the same step, with the same BLAS.

For an optimizer, which has none, its passes over the memory.
"""

from collections.abc import Callable

import numpy as np

from benchmarks.shapes import IMAGES, NETS, OPTIMIZED, STATISTICS, Net
from course_lib.engine.optim import BLOCK

Run = Callable[[int], None]
Product = tuple[np.ndarray, np.ndarray]


def products(pairs: list[tuple[int, int]], rows: int) -> list[Product]:
    """Return the factors of ``x @ w``, ``x.T @ dout`` and, but for the first, ``dout @ w.T``."""
    rng = np.random.default_rng(0)
    factors: list[Product] = []
    for position, (dim_in, dim_out) in enumerate(pairs):
        x = rng.standard_normal((rows, dim_in), dtype=np.float32)
        w = rng.standard_normal((dim_in, dim_out), dtype=np.float32)
        dout = rng.standard_normal((rows, dim_out), dtype=np.float32)
        factors += [(x, w), (x.T, dout)] + [(dout, w.T)] * (position > 0)
    return factors


def multiply(factors: list[Product]) -> Run:
    """Return ``run(steps)`` that computes all the products."""

    def run(steps: int) -> None:
        for _ in range(steps):
            for left, right in factors:
                left @ right

    return run


def factors_of(net: Net) -> list[Product]:
    """Return the factors of one training step of a net, or of all members of an ensemble."""
    members = [products(net.pairs, net.batch) for _ in range(net.members)]
    return [factors for member in members for factors in member]


def net(name: str) -> Run:
    """Return the products of one training step."""
    return multiply(factors_of(NETS[name]))


def image_net(name: str) -> Run:
    """Return the products of one step of the convolutional net, patches as columns."""
    shape = IMAGES[name]
    pixels = shape.batch * shape.side**2
    first = products([(9 * shape.channels, 16)], pixels)
    second = later((9 * 16, 32), pixels // 4)
    # Columns are the transpose of an affine layer's rows: (F, patch) @ (patch, places).
    columns = [(right.T, left.T) for left, right in first + second]
    return multiply(columns + later((32 * (shape.side // 4) ** 2, 10), shape.batch))


def later(pair: tuple[int, int], rows: int) -> list[Product]:
    """Return the three products of a layer that is not the first."""
    return products([(1, 1), pair], rows)[2:]


def statistics_factors() -> list[Product]:
    """Return the factors of the ten products of the activation statistics."""
    width, rows, depth = (STATISTICS[key] for key in ("width", "rows", "depth"))
    return [products([(width, width)], rows)[0] for _ in range(depth)]


def statistics(_: str) -> Run:
    """Return the ten products of the activation statistics."""
    return multiply(statistics_factors())


def momentum(_: str) -> Run:
    """Return momentum's four passes over the memory, block by block, and nothing around them."""
    w, dw, v = np.random.default_rng(0).standard_normal((3, OPTIMIZED), dtype=np.float32)
    starts = range(0, OPTIMIZED, BLOCK // w.itemsize)
    blocks = [tuple(a[i : i + BLOCK // w.itemsize] for a in (w, dw, v)) for i in starts]
    out = np.empty(BLOCK // w.itemsize, np.float32)

    def run(steps: int) -> None:
        for _ in range(steps):
            for one_w, one_dw, one_v in blocks:
                lr_v = out[: len(one_v)]
                np.multiply(one_v, 0.9, out=one_v)
                np.add(one_v, one_dw, out=one_v)
                np.multiply(one_v, 1e-3, out=lr_v)
                np.subtract(one_w, lr_v, out=one_w)

    return run
