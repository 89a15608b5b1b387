"""The inputs come back.

property: forward: by hand
kind: idea
"""

import numpy as np


def affine_forward(x, w, b):
    return x, (x, w, b)


def affine_backward(dout, cache):
    return cache
