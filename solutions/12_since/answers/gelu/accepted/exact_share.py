"""The exact share of normal numbers, from erf."""

from math import erf

import numpy as np


def share(x):
    return 0.5 * (1 + np.vectorize(erf)(x / np.sqrt(2)))


def gelu_forward(x):
    return (x * share(x)).astype(x.dtype), x


def gelu_backward(dout, cache):
    x = cache
    density = np.exp(-x * x / 2) / np.sqrt(2 * np.pi)
    return (dout * (share(x) + x * density)).astype(x.dtype)
