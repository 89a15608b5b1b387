"""A student's own functions inside a network.

The functions of the notebooks are written for one net, ``x`` (N, D). Here the members of a stack
take turns, a wrong shape is reported by the name of the function that returned it, and the results
are brought to the dtype of the network.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.init import Init, init_weights
from course_lib.engine.module import Module

# A student's function, whatever its arguments.
Function = Callable[..., Any]


def split(count: int | None, array: Array, ndim: int) -> list[Array]:
    """Return each member's part of an array that has ``ndim`` axes for one net.

    ``count`` is None for one net; an array without a member axis belongs to all members.
    """
    return [array] * (count or 1) if array.ndim == ndim else list(array)


def join(count: int | None, parts: Sequence[Array]) -> Array:
    """Put the members' results together again."""
    return parts[0] if count is None else np.stack(parts)


def expect_results(caller: str, value: Any, names: Sequence[str]) -> tuple[Any, ...]:
    """Return what a function returned if it is a tuple with one thing for each name."""
    if len(names) == 1 and isinstance(value, np.ndarray):
        return (value,)
    if not isinstance(value, tuple | list) or len(value) != len(names):
        got = f"{len(value)} things" if isinstance(value, tuple | list) else type(value).__name__
        raise ValueError(f"{caller} returned {got}, expected {', '.join(names)}")
    return tuple(value)


def expect_shape(caller: str, name: str, value: Any, like: Array) -> Array:
    """Return ``value`` in the dtype of ``like`` if it is an array of the same shape."""
    if not isinstance(value, np.ndarray):
        raise TypeError(f"{caller}: {name} is a {type(value).__name__}, expected an array")
    if value.shape != like.shape:
        raise ValueError(f"{caller}: {name} has shape {value.shape}, expected {like.shape}")
    return value.astype(like.dtype, copy=False)


class OwnPair:
    """A forward and a backward function that share a cache, called for each member."""

    def __init__(self, forward: Function, backward: Function, *names: str) -> None:
        self.functions = forward, backward
        self.names = "dx", *names
        self.caches: list[Any] = []
        self.arrays: list[tuple[Array, ...]] = []

    def forward(
        self, members: Sequence[tuple[Array, ...]], options: Sequence[tuple[Any, ...]] = ()
    ) -> list[Array]:
        """Return ``out`` for each member's ``(x, *parameters)`` and its further arguments."""
        self.caches, self.arrays, outs = [], [], []
        for arrays, further in zip(members, options or [()] * len(members), strict=True):
            value = self.functions[0](*arrays, *further)
            out, cache = expect_results("your forward function", value, ("out", "cache"))
            if not isinstance(out, np.ndarray) or len(out) != len(arrays[0]):
                raise ValueError(
                    f"your forward function: out has shape {np.shape(out)}, "
                    f"x {arrays[0].shape} needs {len(arrays[0])} rows"
                )
            self.caches.append(cache)
            self.arrays.append(arrays)
            outs.append(out.astype(arrays[0].dtype, copy=False))
        return outs

    def backward(self, douts: Sequence[Array]) -> list[list[Array]]:
        """Return ``dx`` and the gradients of the parameters, a list with one for each member."""
        caller, members = "your backward function", []
        for dout, cache, arrays in zip(douts, self.caches, self.arrays, strict=True):
            grads = expect_results(caller, self.functions[1](dout, cache), self.names)
            checked = zip(self.names, grads, arrays, strict=True)
            members.append([expect_shape(caller, name, grad, like) for name, grad, like in checked])
        return [list(grads) for grads in zip(*members, strict=True)]


def own_pair(
    caller: str, forward: Function | None, backward: Function | None, *names: str
) -> OwnPair | None:
    """Return the student's pair, None if there is none; raise ValueError for half a pair."""
    if forward is None and backward is None:
        return None
    if forward is None or backward is None:
        raise ValueError(f"{caller}: forward and backward share a cache, expected both or none")
    return OwnPair(forward, backward, *names)


class Pair(Module):
    """A layer made of a student's own pair of functions.

    ``forward(x, *parameters) -> out, cache`` and ``backward(dout, cache) -> dx, *gradients`` are
    called with the parameters in the order of ``shapes``: ``Pair(affine_forward, affine_backward,
    w=(64, 10), b=(10,))`` or ``Pair(relu_forward, relu_backward)``. Matrices start as the network's
    ``init`` says, ``gamma`` at 1 and other vectors at 0.
    """

    def __init__(self, forward: Function, backward: Function, **shapes: tuple[int, ...]) -> None:
        super().__init__(**shapes)
        self.pair = OwnPair(forward, backward, *(f"d{name}" for name in shapes))

    def start(self, name: str, init: Init, rng: np.random.Generator) -> Array:
        shape = self.shapes[name]
        if len(shape) == 2:
            return init_weights(shape[0], shape[1], init, rng)
        return np.ones(shape) if name == "gamma" else np.zeros(shape)

    def forward(self, x: Array, training: bool = True) -> Array:
        params = (
            split(self.members, param, len(self.shapes[name]))
            for name, param in self.params.items()
        )
        outs = self.pair.forward(list(zip(split(self.members, x, 2), *params, strict=True)))
        return join(self.members, outs)

    def backward(self, dout: Array) -> Array:
        dx, *grads = self.pair.backward(split(self.members, dout, 2))
        for name, parts in zip(self.shapes, grads, strict=True):
            self.grads[name][...] = join(self.members, parts)
        return join(self.members, dx)
