"""Identity: everything passes.

property: forward: the worksheet
kind: two
"""

import numpy as np


def relu_forward(x):
    return x, x


def relu_backward(dout, cache):
    return dout
