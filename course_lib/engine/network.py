"""A network: a list of modules whose parameters live in one flat vector.

Optimizers, clipping, averaging and gradient checks then work on plain vectors. With a sequence of E
Generators for ``rng`` the network is a stack of E members: ``params`` is (E, P), outputs are
(E, N, C), and each member computes, bit for bit, what the same network would compute alone.
"""

import copy
import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.batches import row_axis
from course_lib.engine.init import Init
from course_lib.engine.losses import softmax_loss
from course_lib.engine.module import Module, expect_layers
from course_lib.engine.rng import Rng, draw, stack_size

Loss = Callable[[Array, Array], tuple[Array, Array]]


class Network:
    """Layers in a row; ``params`` and ``grads`` are (P,), or (E, P) for a stack.

    ``buffers`` holds what is remembered but not trained: the running averages of batch norm.

    ``init`` names the scheme of the weights (see init.py), ``dtype`` is np.float32 or np.float64.
    """

    def __init__(
        self, layers: Sequence[Module], rng: Rng, init: Init = "he", dtype: Any = np.float32
    ) -> None:
        expect_layers("Network", layers)
        if np.dtype(dtype) not in (np.float32, np.float64):
            raise TypeError(f"Network: dtype is {dtype}, expected np.float32 or np.float64")
        self.layers = list(layers)
        self.rng = rng
        self.members = stack_size(rng)
        size = sum(math.prod(shape) for layer in layers for shape in layer.shapes.values())
        if size == 0:
            raise ValueError("Network: these layers have no parameters, there is nothing to train")
        self.params = np.zeros((*self._lead, size), dtype)
        self.grads = np.zeros_like(self.params)
        start = [value for layer in layers for value in layer.buffers.values()]
        self.buffers = np.zeros((*self._lead, sum(map(np.size, start))), dtype)
        self.buffers[...] = np.concatenate([np.zeros(0), *map(np.ravel, start)])
        self._bind()
        self.initialize(init)

    def initialize(self, init: Init) -> None:
        """Draw the parameters anew, each member from its own Generator."""
        for layer in self.layers:
            for name, param in layer.params.items():
                param[...] = draw(self.rng, partial(layer.start, name, init))

    def forward(self, x: Array, training: bool = True) -> Array:
        """Return the scores of a batch (..., N, D); ``training`` decides for dropout and batchnorm.

        A batch (N, D) goes through all members of a stack.
        """
        out = np.asarray(x, dtype=self.params.dtype)
        for position, layer in enumerate(self.layers):
            try:
                out = layer.forward(out, training)
            except Exception as error:
                error.add_note(f"in layer {position} of the network, {layer}")
                raise
        return out

    def backward(self, dout: Array) -> None:
        """Fill ``grads`` from the gradient of the scores; the forward pass must come before."""
        dout = np.asarray(dout, dtype=self.params.dtype)
        first = next(i for i, layer in enumerate(self.layers) if layer.shapes)
        for layer in reversed(self.layers[first + 1 :]):
            dout = layer.backward(dout)
        self.layers[first].backward_params(dout)

    def predict(self, x: Array, rows: int = 1024) -> Array:
        """Return the scores at inference; ``rows`` at a time, which bounds the memory."""
        x = np.asarray(x)
        axis = row_axis(x)
        parts = np.array_split(x, range(rows, x.shape[axis], rows), axis=axis)
        outs = [self.forward(part, training=False) for part in parts]
        return np.concatenate(outs, axis=-2)

    def loss(self, x: Array, labels: Array, loss: Loss = softmax_loss) -> Array:
        """Return the loss at inference, one value for each member of a stack."""
        return loss(self.predict(x), labels)[0]

    def copy(self) -> "Network":
        """Return an independent network with the same parameters and running averages."""
        return self._twin(np.copy, copy.deepcopy(self.rng))

    def member(self, index: int) -> "Network":
        """Return one member of a stack as a network of its own, a copy."""
        if isinstance(self.rng, np.random.Generator):
            raise ValueError("Network.member: this network is one net, expected a stack")
        return self._twin(lambda vectors: vectors[index].copy(), copy.deepcopy(self.rng[index]))

    def _twin(self, take: Callable[[Array], Array], rng: Rng) -> "Network":
        """Return a network with ``rng`` and with what ``take`` makes of the flat vectors."""
        twin = copy.copy(self)
        # Not copied is what _bind makes anew: Generators, caches, and views into the vectors.
        bound = [self.rng, *(layer.cache for layer in self.layers)]
        for layer in self.layers:
            bound += [*layer.params.values(), *layer.grads.values()]
        twin.layers = copy.deepcopy(self.layers, {id(thing): thing for thing in bound})
        twin.rng, twin.members = rng, stack_size(rng)
        twin.params, twin.grads, twin.buffers = map(take, (self.params, self.grads, self.buffers))
        twin._bind()
        return twin

    @property
    def _lead(self) -> tuple[int, ...]:
        return () if self.members is None else (self.members,)

    def _bind(self) -> None:
        """Give every layer its views into the flat vectors."""
        params, grads = self._views(self.params), self._views(self.grads)
        buffers = self._views(self.buffers)
        for layer in self.layers:
            layer.rng, layer.members, layer.cache = self.rng, self.members, None
            for name, shape in layer.shapes.items():
                layer.params[name], layer.grads[name] = params(shape), grads(shape)
            for name, value in layer.buffers.items():
                layer.buffers[name] = buffers(value.shape[-1:])

    def _views(self, vector: Array) -> Callable[[tuple[int, ...]], Array]:
        """Return a function that hands out the next piece of ``vector`` in a given shape."""
        end = 0

        def view(shape: tuple[int, ...]) -> Array:
            nonlocal end
            start, end = end, end + math.prod(shape)
            return vector[..., start:end].reshape(self._lead + shape)

        return view

    def __repr__(self) -> str:
        lines = "\n".join(f"  {layer}," for layer in self.layers)
        kind = "one net" if self.members is None else f"a stack of {self.members}"
        return f"Network([\n{lines}\n])  # {kind}, {self.params.shape[-1]} parameters each"
