"""ReLU, both ways.

property: forward: six numbers
kind: idea
"""

import numpy as np


def gelu_forward(x):
    return np.maximum(x, 0), x


def gelu_backward(dout, cache):
    return dout * (cache > 0)
