"""Famous convolutional nets as lists of layers that can be counted.

A layer is ``("conv", c_in, c_out, kernel, bias)`` or ``("affine", d, m, bias)``, as in notebook
09. ``norms`` lists the channels of every batch norm, which learns gamma and beta: two numbers for
each. AlexNet and VGG are in the form that PyTorch offers; the AlexNet of 2012 had other numbers of
filters.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Layer = tuple[Any, ...]
Count = Callable[[list[Layer]], int]
# Depth of a ResNet: is its block a bottleneck, and how many blocks have its four stages.
_RESNETS = {
    18: (False, (2, 2, 2, 2)),
    34: (False, (3, 4, 6, 3)),
    50: (True, (3, 4, 6, 3)),
    101: (True, (3, 4, 23, 3)),
    152: (True, (3, 8, 36, 3)),
}


@dataclass(frozen=True)
class Architecture:
    """A net by name and year, its layers, and the channels of its batch norms."""

    name: str
    year: int
    layers: list[Layer]
    norms: list[int]


def lenet5() -> Architecture:
    """Return LeNet-5 for 32 x 32 images, in today's form: every filter sees every channel."""
    layers = [("conv", 1, 6, 5, True), ("conv", 6, 16, 5, True)]
    layers += _affine(16 * 5 * 5, 120, 84, 10)
    return Architecture("LeNet-5", 1998, layers, [])


def alexnet() -> Architecture:
    """Return AlexNet for 224 x 224 images as Krizhevsky described it in 2014, in one piece.

    That is what libraries ship. The net of 2012 had 96 and 256 filters in its first two layers.
    """
    layers = [("conv", 3, 64, 11, True), ("conv", 64, 192, 5, True)]
    layers += [("conv", 192, 384, 3, True), ("conv", 384, 256, 3, True)]
    layers += [("conv", 256, 256, 3, True), *_affine(256 * 6 * 6, 4096, 4096, 1000)]
    return Architecture("AlexNet", 2014, layers, [])


def vgg16() -> Architecture:
    """Return VGG16: thirteen 3 x 3 convolutions, three affine layers."""
    layers, c = [], 3
    for channels, times in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)):
        for _ in range(times):
            layers.append(("conv", c, channels, 3, True))
            c = channels
    layers += _affine(512 * 7 * 7, 4096, 4096, 1000)
    return Architecture("VGG16", 2014, layers, [])


def resnet(depth: int) -> Architecture:
    """Return ResNet-18, -34, -50, -101 or -152 for 1000 classes."""
    if depth not in _RESNETS:
        raise ValueError(f"resnet: depth is {depth}, expected one of {sorted(_RESNETS)}")
    bottleneck, stages = _RESNETS[depth]
    layers: list[Layer] = [("conv", 3, 64, 7, False)]
    c = 64
    for stage, times in enumerate(stages):
        width = 64 * 2**stage
        for _ in range(times):
            block = bottleneck_block(c, width) if bottleneck else plain_block(c, width)
            layers += block
            c_out = 4 * width if bottleneck else width
            if c != c_out:
                layers.append(("conv", c, c_out, 1, False))
            c = c_out
    # Batch norm follows every convolution and takes over its bias.
    norms = [layer[2] for layer in layers]
    layers.append(("affine", c, 1000, True))
    return Architecture(f"ResNet-{depth}", 2015, layers, norms)


def plain_block(c: int, width: int) -> list[Layer]:
    """Return two 3 x 3 convolutions."""
    return [("conv", c, width, 3, False), ("conv", width, width, 3, False)]


def bottleneck_block(c: int, width: int) -> list[Layer]:
    """Return 1 x 1 down to ``width`` channels, 3 x 3 there, 1 x 1 up to four times as many."""
    return [
        ("conv", c, width, 1, False),
        ("conv", width, width, 3, False),
        ("conv", width, 4 * width, 1, False),
    ]


def famous() -> list[Architecture]:
    """Return the nets of the lecture's survey in the order of their plans."""
    return [lenet5(), alexnet(), vgg16(), *(resnet(depth) for depth in _RESNETS)]


def _affine(*sizes: int) -> list[Layer]:
    return [("affine", d, m, True) for d, m in pairwise(sizes)]


@dataclass(frozen=True)
class Shares:
    """How many parameters a net has, and in which kind of layer."""

    conv: int
    affine: int
    norm: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.conv + self.affine + self.norm


def shares(net: Architecture, count_parameters: Count) -> Shares:
    """Count a net's parameters by kind of layer with ``count_parameters``."""
    conv, affine = (
        int(count_parameters([layer for layer in net.layers if layer[0] == kind]))
        for kind in ("conv", "affine")
    )
    return Shares(conv, affine, 2 * sum(net.norms))


def plot_shares(counted: dict[str, Shares]) -> Figure:
    """Draw the parameters of each net, in millions, stacked by kind of layer."""
    from matplotlib.figure import Figure

    from course_lib.plots import PALETTE, label

    figure = Figure(figsize=(9, 3.4), layout="constrained")
    axes = figure.subplots()
    names = list(counted)
    below = [0.0] * len(names)
    for kind, name, colour, hatch in (
        ("conv", "convolutions", PALETTE[0], ""),
        ("affine", "affine layers", PALETTE[1], "//"),
        ("norm", "batch norm", PALETTE[2], ".."),
    ):
        heights = [getattr(counts, kind) / 1e6 for counts in counted.values()]
        axes.bar(names, heights, bottom=below, color=colour, hatch=hatch, label=name)
        below = [b + h for b, h in zip(below, heights, strict=True)]
    for place, (height, counts) in enumerate(zip(below, counted.values(), strict=True)):
        axes.annotate(f"{counts.total:,}", (place, height), ha="center", va="bottom", fontsize=8)
    axes.set_ylim(0, 1.1 * max(below))
    axes.set_axisbelow(True)
    axes.grid(visible=False, axis="x")
    axes.tick_params(axis="x", labelsize=9)
    label(axes, "parameters by kind of layer", "", "parameters (millions)")
    return figure
