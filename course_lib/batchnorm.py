"""Batch normalization as a module, with the course's functions or with a student's own."""

from collections.abc import Callable
from typing import Any

import numpy as np

from course_lib import normalization
from course_lib.arrays import Array, want_positive
from course_lib.init import Init
from course_lib.members import join, results, split, want_result
from course_lib.module import Module

Function = Callable[..., Any]


class BatchNorm(Module):
    """Normalize every column over the batch; at inference use running averages instead.

    ``momentum`` weighs the OLD running value. ``forward``, ``backward``, ``update`` and
    ``inference`` replace the course's ``batchnorm_forward``, ``batchnorm_backward``,
    ``update_running`` and ``batchnorm_inference``: they are called for each member on (N, D)
    arrays, and the shapes of what they return are checked. ``forward`` and ``backward`` share a
    cache and come together.
    """

    def __init__(
        self,
        dim: int,
        eps: float = 1e-5,
        momentum: float = 0.9,
        forward: Function | None = None,
        backward: Function | None = None,
        update: Function | None = None,
        inference: Function | None = None,
    ) -> None:
        super().__init__(gamma=(dim,), beta=(dim,))
        want_positive("BatchNorm", eps=eps)
        if not 0 <= momentum <= 1:
            raise ValueError(f"BatchNorm: momentum is {momentum}, it wants a number from 0 to 1")
        if (forward is None) != (backward is None):
            raise ValueError("BatchNorm: forward and backward share a cache, it wants both or none")
        self.eps, self.momentum = eps, momentum
        self.own_forward, self.own_backward = forward, backward
        self.own_update, self.own_inference = update, inference
        self.buffers = {"running_mean": np.zeros(dim), "running_var": np.ones(dim)}

    def start(self, name: str, init: Init, rng: np.random.Generator) -> Array:
        return np.ones(self.shapes[name]) if name == "gamma" else np.zeros(self.shapes[name])

    def forward(self, x: Array, training: bool = True) -> Array:
        if not training:
            return self._infer(x)
        if x.ndim < 2 or x.shape[-2] < 2:
            raise ValueError(
                f"BatchNorm: x has shape {x.shape}, one row alone has no variance: "
                "training wants batches (N, D) with N >= 2"
            )
        if self.own_forward is not None:
            return self._forward_own(self.own_forward, x)
        gamma, beta = self.params["gamma"], self.params["beta"]
        out, self.cache = normalization.batchnorm_forward(x, gamma, beta, self.eps)
        self._remember(x, *self.cache[-2:])
        return out

    def backward(self, dout: Array) -> Array:
        if self.own_backward is not None:
            dx, dgamma, dbeta = self._backward_own(self.own_backward, dout)
        else:
            dx, dgamma, dbeta = normalization.batchnorm_backward(dout, self.cache)
        self.keep(gamma=dgamma, beta=dbeta)
        return dx

    def _remember(self, x: Array, mean: Array, var: Array) -> None:
        """Move the running averages towards this batch."""
        running = self.buffers
        if self.own_update is not None:
            mean, var = self._update_own(self.own_update, x)
        else:
            mean = normalization.blend(running["running_mean"], mean, self.momentum)
            var = normalization.blend(running["running_var"], var, self.momentum)
        running["running_mean"][...], running["running_var"][...] = mean, var

    def _infer(self, x: Array) -> Array:
        gamma, beta = self.params["gamma"], self.params["beta"]
        mean, var = self.buffers["running_mean"], self.buffers["running_var"]
        if self.own_inference is None:
            return normalization.batchnorm_inference(x, gamma, beta, mean, var, self.eps)
        outs = [
            want_result("your inference", "out", self.own_inference(*one, self.eps), one[0].shape)
            for one in self._members(x, gamma, beta, mean, var)
        ]
        return join(self._count(), outs)

    # What follows calls a student's functions, member by member on (N, D) and (D,) arrays.

    def _count(self) -> int | None:
        gamma = self.params["gamma"]
        return None if gamma.ndim == 1 else len(gamma)

    def _members(self, matrix: Array, *vectors: Array) -> list[tuple[Array, ...]]:
        count = self._count()
        columns = [split(count, matrix, 2), *(split(count, vector, 1) for vector in vectors)]
        return list(zip(*columns, strict=True))

    def _forward_own(self, forward: Function, x: Array) -> Array:
        outs, self.cache = [], []
        for member in self._members(x, self.params["gamma"], self.params["beta"]):
            out, cache = results("your forward", forward(*member, self.eps), 2)
            outs.append(want_result("your forward", "out", out, member[0].shape))
            self.cache.append(cache)
        self._remember(x, x.mean(axis=-2), x.var(axis=-2))
        return join(self._count(), outs)

    def _backward_own(self, backward: Function, dout: Array) -> list[Array]:
        wanted = "dx", "dgamma", "dbeta"
        members = []
        for (one,), cache in zip(self._members(dout), self.cache, strict=True):
            grads = results("your backward", backward(one, cache), 3)
            shapes = one.shape, one.shape[1:], one.shape[1:]
            members.append(
                [
                    want_result("your backward", name, grad, shape)
                    for name, grad, shape in zip(wanted, grads, shapes, strict=True)
                ]
            )
        return [join(self._count(), grads) for grads in zip(*members, strict=True)]

    def _update_own(self, update: Function, x: Array) -> list[Array]:
        members = []
        for one, mean, var in self._members(x, *self.buffers.values()):
            new = results("your update", update(mean, var, one, self.momentum), 2)
            members.append(
                [
                    want_result("your update", name, value, mean.shape)
                    for name, value in zip(self.buffers, new, strict=True)
                ]
            )
        return [join(self._count(), values) for values in zip(*members, strict=True)]
