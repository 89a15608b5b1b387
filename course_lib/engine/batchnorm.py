"""Batch normalization as a module, with the course's functions or with a student's own."""

import numpy as np

from course_lib.engine import normalization
from course_lib.engine.arrays import Array, expect_positive
from course_lib.engine.averaging import polyak_update
from course_lib.engine.init import Init
from course_lib.engine.module import Module
from course_lib.engine.own import Function, expect_results, expect_shape, join, own_pair, split


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
        expect_positive("BatchNorm", eps=eps)
        if not 0 <= momentum <= 1:
            raise ValueError(f"BatchNorm: momentum is {momentum}, expected a number from 0 to 1")
        self.eps, self.momentum = eps, momentum
        self.pair = own_pair("BatchNorm", forward, backward, "dgamma", "dbeta")
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
                "training needs batches (N, D) with N >= 2"
            )
        gamma, beta = self.params["gamma"], self.params["beta"]
        if self.pair is None:
            out, self.cache = normalization.batchnorm_forward(x, gamma, beta, self.eps)
            self._remember(x, *self.cache[-2:])
        else:
            members = self._members(x, gamma, beta)
            outs = self.pair.forward(members, [(self.eps,)] * len(members))
            for out, (one, *_) in zip(outs, members, strict=True):
                expect_shape("your forward function", "out", out, one)
            out = join(self.members, outs)
            self._remember(x, x.mean(axis=-2), x.var(axis=-2))
        return out

    def backward(self, dout: Array) -> Array:
        if self.pair is None:
            dx, dgamma, dbeta = normalization.batchnorm_backward(dout, self.cache)
        else:
            grads = self.pair.backward(split(self.members, dout, 2))
            dx, dgamma, dbeta = (join(self.members, grad) for grad in grads)
        self.keep(gamma=dgamma, beta=dbeta)
        return dx

    def _remember(self, x: Array, mean: Array, var: Array) -> None:
        """Move the running averages towards this batch."""
        running_mean, running_var = self.buffers["running_mean"], self.buffers["running_var"]
        if self.own_update is None:
            running_mean[...] = polyak_update(running_mean, mean, self.momentum)
            running_var[...] = polyak_update(running_var, var, self.momentum)
            return
        names = "running_mean", "running_var"
        for member, old_mean, old_var in self._members(x, running_mean, running_var):
            value = self.own_update(old_mean, old_var, member, self.momentum)
            new_mean, new_var = expect_results("your update function", value, names)
            old_mean[...] = expect_shape("your update function", names[0], new_mean, old_mean)
            old_var[...] = expect_shape("your update function", names[1], new_var, old_var)

    def _infer(self, x: Array) -> Array:
        gamma, beta = self.params["gamma"], self.params["beta"]
        mean, var = self.buffers["running_mean"], self.buffers["running_var"]
        if self.own_inference is None:
            return normalization.batchnorm_inference(x, gamma, beta, mean, var, self.eps)
        outs = [
            expect_shape(
                "your inference function", "out", self.own_inference(*one, self.eps), one[0]
            )
            for one in self._members(x, gamma, beta, mean, var)
        ]
        return join(self.members, outs)

    def _members(self, x: Array, *vectors: Array) -> list[tuple[Array, ...]]:
        """Return for each member its ``x`` (N, D) and its vectors (D,)."""
        parts = (split(self.members, vector, 1) for vector in vectors)
        return list(zip(split(self.members, x, 2), *parts, strict=True))
