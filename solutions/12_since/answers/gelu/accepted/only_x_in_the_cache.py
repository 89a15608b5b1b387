"""The cache holds x alone, and backward computes tanh anew."""

import numpy as np


def gelu_forward(x):
    return 0.5 * x * (1 + np.tanh(argument(x))), x


def argument(x):
    return np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)


def gelu_backward(dout, cache):
    x = cache
    t = np.tanh(argument(x))
    dt = dout * 0.5 * x
    darg = dt * (1 - t**2)
    return dout * 0.5 * (1 + t) + darg * np.sqrt(2 / np.pi) * (1 + 3 * 0.044715 * x**2)
