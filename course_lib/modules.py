"""Layers that train: each module wraps a pair of functions and owns the pair's parameters.

``forward`` keeps the cache that ``backward`` needs, and ``backward`` leaves the gradients of the
parameters in ``grads``. A ``Network`` makes the memory: ``params`` and ``grads`` are views into its
two flat vectors, with one more leading axis when the network is a stack.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from course_lib import activations
from course_lib.arrays import Array, want_positive
from course_lib.dropout import dropout_backward, dropout_forward
from course_lib.init import Init, init_weights
from course_lib.layers import affine_backward, affine_backward_params, affine_forward
from course_lib.normalization import layernorm_backward, layernorm_forward
from course_lib.random import Rng


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
        want_positive("LayerNorm", eps=eps)
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
    """Keep every unit with probability ``keep_prob`` in training; do nothing at inference."""

    def __init__(self, keep_prob: float) -> None:
        super().__init__()
        if not 0 < keep_prob <= 1:
            raise ValueError(
                f"Dropout: keep_prob is {keep_prob}, it wants the share kept: above 0, up to 1"
            )
        self.keep_prob = keep_prob

    def forward(self, x: Array, training: bool = True) -> Array:
        self.cache = None
        if not training:
            return x
        if self.rng is None:
            raise RuntimeError("Dropout draws from its network's rng: put it into a Network")
        out, self.cache = dropout_forward(x, self.keep_prob, self.rng)
        return out

    def backward(self, dout: Array) -> Array:
        return dout if self.cache is None else dropout_backward(dout, self.cache)

    def __repr__(self) -> str:
        return f"Dropout({self.keep_prob})"


class Flatten(Module):
    """Turn images (..., N, C, H, W) into feature vectors (..., N, C * H * W)."""

    def forward(self, x: Array, training: bool = True) -> Array:
        self.cache = x.shape
        return x.reshape(*x.shape[:-3], -1)

    def backward(self, dout: Array) -> Array:
        return dout.reshape(dout.shape[:-1] + self.cache[-3:])
