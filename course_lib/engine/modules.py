"""Layers that train: each module wraps a pair of functions and owns the pair's parameters.

``forward`` keeps the cache that ``backward`` needs, and ``backward`` leaves the gradients of the
parameters in ``grads``. Batch norm and the layers for images have files of their own; all of them
can be imported from here.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from course_lib.engine import activations
from course_lib.engine.arrays import Array, expect_positive
from course_lib.engine.batches import own_data
from course_lib.engine.batchnorm import BatchNorm
from course_lib.engine.dropout import dropout_backward, dropout_forward
from course_lib.engine.images import Conv, Flatten, MaxPool
from course_lib.engine.init import Init, init_weights
from course_lib.engine.layers import affine_backward, affine_backward_params, affine_forward
from course_lib.engine.module import Module
from course_lib.engine.normalization import layernorm_backward, layernorm_forward
from course_lib.engine.own import Function, Pair, join, own_pair, split

__all__ = [
    "ELU",
    "Activation",
    "Affine",
    "BatchNorm",
    "Conv",
    "Dropout",
    "Flatten",
    "LayerNorm",
    "LeakyReLU",
    "MaxPool",
    "Maxout",
    "Module",
    "Pair",
    "ReLU",
    "Sigmoid",
    "Tanh",
]


class Affine(Module):
    """``x @ w + b`` from D to M features."""

    def __init__(self, dim_in: int, dim_out: int) -> None:
        super().__init__(w=(dim_in, dim_out), b=(dim_out,))

    def start(self, name: str, init: Init, rng: np.random.Generator) -> Array:
        if name == "w":
            dim_in, dim_out = self.shapes["w"]
            return init_weights(dim_in, dim_out, init, rng)
        return super().start(name, init, rng)

    def forward(self, x: Array, training: bool = True) -> Array:
        out, self.cache = affine_forward(x, self.params["w"], self.params["b"])
        return out

    def backward(self, dout: Array) -> Array:
        dx, dw, db = affine_backward(dout, self.cache)
        self.keep(w=dw, b=db)
        return dx

    def backward_params(self, dout: Array) -> None:
        dw, db = affine_backward_params(dout, self.cache)
        self.keep(w=dw, b=db)


class Activation(Module):
    """A pair of functions without parameters that works on arrays of any shape."""

    def __init__(
        self,
        forward: Callable[..., tuple[Array, Any]],
        backward: Callable[[Array, Any], Array],
        **options: float,
    ) -> None:
        super().__init__()
        self.pair = forward, backward
        self.options = options

    def forward(self, x: Array, training: bool = True) -> Array:
        out, self.cache = self.pair[0](x, **self.options)
        return out

    def backward(self, dout: Array) -> Array:
        return self.pair[1](dout, self.cache)


class ReLU(Activation):
    """``max(0, x)``."""

    def __init__(self) -> None:
        super().__init__(activations.relu_forward, activations.relu_backward)


class LeakyReLU(Activation):
    """``x`` where it is positive, ``slope * x`` elsewhere."""

    def __init__(self, slope: float = 0.01) -> None:
        pair = activations.leaky_relu_forward, activations.leaky_relu_backward
        super().__init__(*pair, slope=slope)


class ELU(Activation):
    """``x`` where it is positive, ``alpha * (exp(x) - 1)`` elsewhere."""

    def __init__(self, alpha: float = 1.0) -> None:
        super().__init__(activations.elu_forward, activations.elu_backward, alpha=alpha)


class Sigmoid(Activation):
    """``1 / (1 + exp(-x))``."""

    def __init__(self) -> None:
        super().__init__(activations.sigmoid_forward, activations.sigmoid_backward)


class Tanh(Activation):
    """``tanh(x)``."""

    def __init__(self) -> None:
        super().__init__(activations.tanh_forward, activations.tanh_backward)


class Maxout(Module):
    """The largest of K affine maps from D to M features."""

    def __init__(self, dim_in: int, dim_out: int, pieces: int = 2) -> None:
        super().__init__(w=(pieces, dim_in, dim_out), b=(pieces, dim_out))

    def start(self, name: str, init: Init, rng: np.random.Generator) -> Array:
        if name == "b":
            return super().start(name, init, rng)
        pieces, dim_in, dim_out = self.shapes["w"]
        return np.stack([init_weights(dim_in, dim_out, init, rng) for _ in range(pieces)])

    def forward(self, x: Array, training: bool = True) -> Array:
        out, self.cache = activations.maxout_forward(x, self.params["w"], self.params["b"])
        return out

    def backward(self, dout: Array) -> Array:
        dx, dw, db = activations.maxout_backward(dout, self.cache)
        self.keep(w=dw, b=db)
        return dx


class LayerNorm(Module):
    """Normalize every row over its D features."""

    def __init__(self, dim: int, eps: float = 1e-5) -> None:
        super().__init__(gamma=(dim,), beta=(dim,))
        expect_positive("LayerNorm", eps=eps)
        self.eps = eps

    def start(self, name: str, init: Init, rng: np.random.Generator) -> Array:
        return np.ones(self.shapes[name]) if name == "gamma" else np.zeros(self.shapes[name])

    def forward(self, x: Array, training: bool = True) -> Array:
        gamma, beta = self.params["gamma"], self.params["beta"]
        out, self.cache = layernorm_forward(x, gamma, beta, self.eps)
        return out

    def backward(self, dout: Array) -> Array:
        dx, dgamma, dbeta = layernorm_backward(dout, self.cache)
        self.keep(gamma=dgamma, beta=dbeta)
        return dx


class Dropout(Module):
    """Keep every unit with probability ``keep_prob`` in training; do nothing at inference.

    ``forward(x, keep_prob, rng)`` and ``backward`` replace the course's functions; they are called
    for each member on an (N, D) array with the member's Generator.
    """

    def __init__(
        self, keep_prob: float, forward: Function | None = None, backward: Function | None = None
    ) -> None:
        super().__init__()
        if not 0 < keep_prob <= 1:
            raise ValueError(
                f"Dropout: keep_prob is {keep_prob}, expected the share kept: above 0, up to 1"
            )
        self.keep_prob = keep_prob
        self.pair = own_pair("Dropout", forward, backward)

    def forward(self, x: Array, training: bool = True) -> Array:
        if not training:
            return x
        if self.rng is None:
            raise RuntimeError("Dropout draws from its network's rng: put it into a Network")
        if self.pair is None:
            if self.members is not None and not own_data(x):
                x = np.broadcast_to(x, (self.members, *x.shape))  # each member has its own mask
            out, self.cache = dropout_forward(x, self.keep_prob, self.rng)
            return out
        rngs = [self.rng] if isinstance(self.rng, np.random.Generator) else self.rng
        members = [(one,) for one in split(self.members, x, 2)]
        return join(self.members, self.pair.forward(members, [(self.keep_prob, g) for g in rngs]))

    def backward(self, dout: Array) -> Array:
        if self.pair is None:
            return dropout_backward(dout, self.cache)
        (dx,) = self.pair.backward(split(self.members, dout, 2))
        return join(self.members, dx)

    def __repr__(self) -> str:
        return f"Dropout({self.keep_prob})"
