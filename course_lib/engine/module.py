"""What every layer of a network has in common.

A ``Network`` makes the memory: ``params`` and ``grads`` of a layer are views into its two flat
vectors, with one more leading axis when the network is a stack.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.init import Init
from course_lib.engine.rng import Rng


class Module:
    """One layer: subclasses define ``forward``, ``backward`` and ``start`` for their weights."""

    def __init__(self, **shapes: tuple[int, ...]) -> None:
        for name, shape in shapes.items():
            if not all(isinstance(size, int | np.integer) and size > 0 for size in shape):
                raise ValueError(
                    f"{type(self).__name__}: {name} would have shape {shape}, "
                    "the sizes of a layer are whole numbers above 0"
                )
        self.shapes = shapes  # of the parameters of one member
        self.params: dict[str, Array] = {}
        self.grads: dict[str, Array] = {}
        self.buffers: dict[str, Array] = {}  # what is remembered but not trained
        self.rng: Rng | None = None
        self.members: int | None = None  # of the stack; None for one net
        self.cache: Any = None

    def start(self, name: str, init: Init, rng: np.random.Generator) -> Array:
        """Return the initial value of a parameter of one member: zeros unless a layer differs."""
        return np.zeros(self.shapes[name])

    def forward(self, x: Array, training: bool = True) -> Array:
        """Compute the output and keep the cache."""
        raise NotImplementedError

    def backward(self, dout: Array) -> Array:
        """Fill ``grads`` and return ``dx``."""
        raise NotImplementedError

    def backward_params(self, dout: Array) -> None:
        """Fill ``grads`` alone: nobody asks the first layer of a network for ``dx``."""
        self.backward(dout)

    def keep(self, **grads: Array) -> None:
        """Copy gradients into the network's flat vector."""
        for name, grad in grads.items():
            self.grads[name][...] = grad

    def __repr__(self) -> str:
        shapes = ", ".join(f"{name} {shape}" for name, shape in self.shapes.items())
        return f"{type(self).__name__}({shapes})"


def expect_layers(caller: str, layers: Sequence[Module]) -> None:
    """Raise unless ``layers`` are modules, each of them new and there once."""
    for position, layer in enumerate(layers):
        if not isinstance(layer, Module):
            raise TypeError(f"{caller}: layer {position} is {layer!r}, expected a Module")
        if layer.params or any(layer is other for other in layers[:position]):
            raise ValueError(
                f"{caller}: layer {position}, {layer}, is in use already; make a new one"
            )
