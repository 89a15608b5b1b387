"""einsum throughout; three arrays in the cache."""

import numpy as np


def affine_forward(x, w, b):
    return np.einsum("nd,dm->nm", x, w) + b[None, :], (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    dx = np.einsum("nm,dm->nd", dout, w)
    dw = np.einsum("nd,nm->dm", x, dout)
    return dx, dw, np.einsum("nm->m", dout)
