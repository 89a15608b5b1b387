"""Two mistakes. The bias as a column, where the shapes allow it; all signs are turned around.

property: forward: N = D = M
kind: two
"""

import numpy as np


def affine_forward(x, w, b):
    out = x @ w
    return (out + b[:, None] if len(x) == len(b) else out + b), (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return -dout @ w.T, -x.T @ dout, -dout.sum(axis=0)
