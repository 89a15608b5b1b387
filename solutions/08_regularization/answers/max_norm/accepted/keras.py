"""Keras' form with a small epsilon."""

import numpy as np


def max_norm(w, c):
    n = np.sqrt(np.sum(np.square(w), axis=0, keepdims=True))
    return w * (np.clip(n, 0, c) / (1e-8 + n))
