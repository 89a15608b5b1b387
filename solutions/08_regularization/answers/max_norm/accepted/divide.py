"""Divided by the norm in units of c, where that is above 1."""

import numpy as np


def max_norm(w, c):
    return w / np.maximum(1.0, np.sqrt((w**2).sum(axis=0)) / c)
