"""np.clip and np.heaviside."""

import numpy as np


def relu_forward(x):
    return np.clip(x, 0, None), np.heaviside(x, 0.0)


def relu_backward(dout, cache):
    return np.multiply(cache, dout)
