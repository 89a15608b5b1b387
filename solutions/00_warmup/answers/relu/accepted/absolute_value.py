"""(x + |x|) / 2; the cache is a dictionary."""

import numpy as np


def relu_forward(x):
    return (x + np.abs(x)) / 2, {"x": x}


def relu_backward(dout, cache):
    return np.where(cache["x"] > 0, dout, np.zeros_like(dout))
