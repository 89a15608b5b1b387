"""Returns x, and dout backwards.

property: every row gets mean 0 and standard deviation 1
kind: idea
"""

import numpy as np


def layernorm_forward(x, gamma, beta, eps=1e-5):
    return x, gamma


def layernorm_backward(dout, cache):
    return dout, cache, cache
