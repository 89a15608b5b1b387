"""The workloads: sizes and data that all contestants share."""

from typing import NamedTuple

import numpy as np


class Net(NamedTuple):
    """Layers of ``sizes``, with or without batch norm before each ReLU, and the batch size."""

    sizes: tuple[int, ...]
    batch: int
    batchnorm: bool = False
    adam: bool = False
    members: int = 1

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """Return (D, M) of every affine layer."""
        return list(zip(self.sizes, self.sizes[1:], strict=False))


class Images(NamedTuple):
    """conv16-pool-conv32-pool-linear on images of ``channels`` x ``side`` x ``side``."""

    channels: int
    side: int
    batch: int


NETS = {
    "a": Net((64, 100, 100, 10), 64),
    "b": Net((3072, *(500,) * 10, 10), 100, batchnorm=True, adam=True),
    "d": Net((100, *(100,) * 50, 10), 100),
    "d_bn": Net((100, *(100,) * 50, 10), 100, batchnorm=True),
    "f_width30": Net((64, 30, 30, 10), 64, members=10),
    "f_width100": Net((64, 100, 100, 10), 64, members=10),
    "f_tiny100": Net((2, 20, 20, 10), 32, members=100),
}
IMAGES = {"e8": Images(1, 8, 64), "e32": Images(3, 32, 50)}
STATISTICS = {"depth": 10, "width": 500, "rows": 1000}
SEARCH = {"points": 100, "stack": 25, "sizes": (64, 30, 10), "epochs": 2, "batch_size": 32}
OPTIMIZED = 1_000_000


def batch(net: Net) -> tuple[np.ndarray, np.ndarray]:
    """Return a batch (N, D), float32, and labels (N,); (E, N, D) and (E, N) for an ensemble."""
    rng = np.random.default_rng(0)
    lead = (net.members,) if net.members > 1 else ()
    x = rng.standard_normal((*lead, net.batch, net.sizes[0]), dtype=np.float32)
    return x, rng.integers(net.sizes[-1], size=(*lead, net.batch))


def images(net: Images) -> tuple[np.ndarray, np.ndarray]:
    """Return images (N, C, H, W), float32, and labels (N,)."""
    rng = np.random.default_rng(0)
    shape = net.batch, net.channels, net.side, net.side
    return rng.standard_normal(shape, dtype=np.float32), rng.integers(10, size=net.batch)
