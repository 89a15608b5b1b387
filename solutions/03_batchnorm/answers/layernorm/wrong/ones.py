"""Returns ones.

property: every row gets mean 0 and standard deviation 1
kind: idea
"""

import numpy as np


def layernorm_forward(x, gamma, beta, eps=1e-5):
    return np.ones_like(x), gamma


def layernorm_backward(dout, cache):
    return np.ones_like(dout), np.ones_like(cache), np.ones_like(cache)
