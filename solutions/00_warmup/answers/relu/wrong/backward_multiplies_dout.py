"""dout is multiplied in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def relu_forward(x):
    return np.maximum(0, x), x


def relu_backward(dout, cache):
    dout *= cache > 0
    return dout
