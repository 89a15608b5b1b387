"""The inputs come back.

property: forward: two units by hand
kind: idea
"""

import numpy as np


def swiglu_forward(x, w, v):
    return x.copy(), (x, w, v)


def swiglu_backward(dout, cache):
    x, w, v = cache
    return x.copy(), w.copy(), v.copy()
