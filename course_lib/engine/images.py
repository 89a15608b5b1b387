"""Layers for images (..., N, C, H, W) that train."""

import numpy as np

from course_lib.engine.arrays import Array
from course_lib.engine.conv import (
    conv_backward,
    conv_backward_params,
    conv_forward,
    conv_output_size,
)
from course_lib.engine.init import Init, init_weights
from course_lib.engine.module import Module
from course_lib.engine.pooling import maxpool_backward, maxpool_forward


class Conv(Module):
    """Convolution from ``channels_in`` to ``channels_out`` with a square kernel."""

    def __init__(
        self, channels_in: int, channels_out: int, kernel: int, stride: int = 1, pad: int = 0
    ) -> None:
        super().__init__(w=(channels_out, channels_in, kernel, kernel), b=(channels_out,))
        conv_output_size(kernel, kernel, stride, pad)  # raises if they make no sense
        self.stride, self.pad = stride, pad

    def start(self, name: str, init: Init, rng: np.random.Generator) -> Array:
        """Draw the kernel as the matrix (C * HH * WW, F) that multiplies a patch."""
        if name == "b":
            return super().start(name, init, rng)
        filters, *patch = self.shapes["w"]
        return init_weights(int(np.prod(patch)), filters, init, rng).T.reshape(filters, *patch)

    def forward(self, x: Array, training: bool = True) -> Array:
        w, b = self.params["w"], self.params["b"]
        out, self.cache = conv_forward(x, w, b, self.stride, self.pad)
        return out

    def backward(self, dout: Array) -> Array:
        dx, dw, db = conv_backward(dout, self.cache)
        self.keep(w=dw, b=db)
        return dx

    def backward_params(self, dout: Array) -> None:
        dw, db = conv_backward_params(dout, self.cache)
        self.keep(w=dw, b=db)


class MaxPool(Module):
    """The maximum of windows of ``size`` x ``size``, ``stride`` apart (``size`` if not given)."""

    def __init__(self, size: int, stride: int | None = None) -> None:
        super().__init__()
        self.size, self.stride = size, stride or size
        conv_output_size(size, size, self.stride)  # raises if they make no sense

    def forward(self, x: Array, training: bool = True) -> Array:
        out, self.cache = maxpool_forward(x, self.size, self.stride)
        return out

    def backward(self, dout: Array) -> Array:
        return maxpool_backward(dout, self.cache)

    def __repr__(self) -> str:
        return f"MaxPool({self.size}, {self.stride})"


class Flatten(Module):
    """Turn images (..., N, C, H, W) into feature vectors (..., N, C * H * W)."""

    def forward(self, x: Array, training: bool = True) -> Array:
        if x.ndim < 4:
            raise ValueError(f"Flatten: x has shape {x.shape}, expected images (N, C, H, W)")
        self.cache = x.shape
        return x.reshape(*x.shape[:-3], -1)

    def backward(self, dout: Array) -> Array:
        return dout.reshape(dout.shape[:-1] + self.cache[-3:])
