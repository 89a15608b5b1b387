"""Einsum."""

import numpy as np


def dropconnect_forward(x, w, b, keep_prob, rng):
    mask = (rng.uniform(size=w.shape) <= keep_prob).astype(w.dtype) / keep_prob
    return np.einsum("nd,dm,dm->nm", x, w, mask) + b, (x, w, mask)


def dropconnect_backward(dout, cache):
    x, w, mask = cache
    return (
        np.einsum("nm,dm,dm->nd", dout, w, mask),
        np.einsum("nd,nm,dm->dm", x, dout, mask),
        np.einsum("nm->m", dout),
    )
