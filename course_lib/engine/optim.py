"""Optimizers: how a gradient becomes a step. They alone change arrays in place.

``step(params, grads)`` works on flat vectors, (P,) or (E, P) for a stack; ``lr`` is a number or one
number for each member, (E,) or (E, 1). The formulas are applied in blocks that fit in the cache:
a temporary array of a million numbers would go back to the system and be paged in again each time.
"""

from collections.abc import Callable

import numpy as np

from course_lib.engine.arrays import Array, expect_floats, per_member

# Bytes of a block. Just below 128 KB, from where the C library returns every temporary array to the
# system; what Adam needs at a time stays in the second-level cache.
BLOCK = 96 * 1024


class Optimizer:
    """The loop that all optimizers share: a subclass defines ``update`` for one block."""

    n_states = 0
    update: Callable[..., None]  # (w, dw, lr, *state): change a block and its state in place

    def __init__(self, lr: float | Array) -> None:
        if not np.all(np.asarray(lr) >= 0):
            raise ValueError(f"{type(self).__name__}: lr is {lr}, expected numbers >= 0")
        self.lr = lr
        self.t = 0
        self.state: list[Array] = []

    def step(self, params: Array, grads: Array) -> None:
        """Change ``params`` in place by one step against ``grads``."""
        name = type(self).__name__
        expect_floats(name, params=params, grads=grads)
        if params.shape != grads.shape:
            raise ValueError(f"{name}: params {params.shape} and grads {grads.shape} differ")
        if self.t == 0:
            self.state = [np.zeros_like(params) for _ in range(self.n_states)]
        elif self.state and self.state[0].shape != params.shape:
            raise ValueError(
                f"{name}: params have shape {params.shape}, its state belongs to "
                f"{self.state[0].shape}: make a new optimizer for a new network"
            )
        self.t += 1
        lr = per_member(name, "lr", self.lr, params)
        width = max(1, BLOCK * params.shape[-1] // params.nbytes)
        for start in range(0, params.shape[-1], width):
            block = (..., slice(start, start + width))
            self.update(params[block], grads[block], lr, *(s[block] for s in self.state))


class SGD(Optimizer):
    """``w -= lr * dw``."""

    def update(self, w: Array, dw: Array, lr: float | Array) -> None:
        w -= lr * dw


class Momentum(Optimizer):
    """``v = rho * v + dw``, ``w -= lr * v``: a ball with friction ``1 - rho`` (Polyak 1964)."""

    n_states = 1

    def __init__(self, lr: float | Array, rho: float = 0.9) -> None:
        super().__init__(lr)
        self.rho = _fraction("rho", rho)

    def update(self, w: Array, dw: Array, lr: float | Array, v: Array) -> None:
        v *= self.rho
        v += dw
        w -= lr * v


class Nesterov(Momentum):
    """Momentum with ``dw`` taken at the point where the velocity leads (Sutskever et al. 2013).

    ``w`` stands for that point; a change of variables turns Nesterov's rule into
    ``v = rho * v + dw``, ``w -= lr * (dw + rho * v)``.
    """

    def update(self, w: Array, dw: Array, lr: float | Array, v: Array) -> None:
        v *= self.rho
        v += dw
        w -= lr * (dw + self.rho * v)


class AdaGrad(Optimizer):
    """Divide by the root of the sum of all squared gradients (Duchi et al. 2011)."""

    n_states = 1

    def __init__(self, lr: float | Array, eps: float = 1e-8) -> None:
        super().__init__(lr)
        self.eps = eps

    def update(self, w: Array, dw: Array, lr: float | Array, total: Array) -> None:
        total += dw * dw
        w -= lr * dw / (np.sqrt(total) + self.eps)


class RMSProp(Optimizer):
    """Divide by the root of a running mean of squared gradients (Hinton 2012)."""

    n_states = 1

    def __init__(self, lr: float | Array, decay: float = 0.99, eps: float = 1e-8) -> None:
        super().__init__(lr)
        self.decay, self.eps = _fraction("decay", decay), eps

    def update(self, w: Array, dw: Array, lr: float | Array, mean: Array) -> None:
        mean *= self.decay
        mean += (1 - self.decay) * dw * dw
        w -= lr * dw / (np.sqrt(mean) + self.eps)


class Adam(Optimizer):
    """Momentum and RMSProp together, both corrected for their start at 0 (Kingma and Ba 2015)."""

    n_states = 2

    def __init__(
        self, lr: float | Array, beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8
    ) -> None:
        super().__init__(lr)
        self.beta1, self.beta2, self.eps = _fraction("beta1", beta1), _fraction("beta2", beta2), eps

    def update(self, w: Array, dw: Array, lr: float | Array, m: Array, v: Array) -> None:
        m *= self.beta1
        m += (1 - self.beta1) * dw
        v *= self.beta2
        v += (1 - self.beta2) * dw * dw
        v_hat = v / (1 - self.beta2**self.t)
        # The correction of m as well, applied to the one number lr.
        w -= lr / (1 - self.beta1**self.t) * m / (np.sqrt(v_hat) + self.eps)


class AdamW(Adam):
    """Adam, with every parameter shrunk by ``lr * weight_decay`` (Loshchilov and Hutter 2019).

    The decay stays outside the division by the root of ``v``, which is what adding an L2 gradient
    to ``dw`` would not do.
    """

    def __init__(
        self,
        lr: float | Array,
        weight_decay: float = 0.01,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
    ) -> None:
        super().__init__(lr, beta1, beta2, eps)
        self.weight_decay = weight_decay

    def update(self, w: Array, dw: Array, lr: float | Array, m: Array, v: Array) -> None:
        w -= lr * (self.weight_decay * w)  # a column of rates rounds as one rate does
        super().update(w, dw, lr, m, v)


def _fraction(name: str, value: float) -> float:
    if not 0 <= value < 1:
        raise ValueError(f"{name} is {value}, expected a number from 0 to below 1")
    return value
