"""The dtype of x is kept; nothing is forced to float64."""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0, dtype=x.dtype)
    centred = x - mean
    inv = (np.mean(centred * centred, axis=0) + x.dtype.type(eps)) ** x.dtype.type(-0.5)
    out = gamma.astype(x.dtype) * (centred * inv) + beta.astype(x.dtype)
    return out.astype(x.dtype), (centred, inv, gamma)
