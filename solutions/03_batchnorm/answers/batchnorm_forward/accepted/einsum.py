"""Sums by einsum."""

import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    n = x.shape[0]
    xc = x - np.einsum("nd->d", x) / n
    var = np.einsum("nd,nd->d", xc, xc) / n
    inv = 1.0 / np.sqrt(var + eps)
    return np.einsum("nd,d,d->nd", xc, inv, gamma) + beta, (xc, inv, gamma)
