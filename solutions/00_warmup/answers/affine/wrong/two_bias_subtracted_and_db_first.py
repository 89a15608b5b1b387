"""Two mistakes. The bias is subtracted; only the first example counts for db.

property: forward: by hand
kind: two
"""

import numpy as np


def affine_forward(x, w, b):
    return x @ w - b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout[0]
