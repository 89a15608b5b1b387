"""The inputs come back.

property: forward: six numbers
kind: idea
"""

import numpy as np


def gelu_forward(x):
    return x.copy(), x


def gelu_backward(dout, cache):
    return dout.copy()
