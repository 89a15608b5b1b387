"""The direction is read as if its numbers lay side by side in memory.

property: read-only views with gaps
kind: guard
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    h = 1e-4
    v = np.lib.stride_tricks.as_strided(v, v.shape, (v.itemsize,))
    v = v / np.linalg.norm(v)
    for _ in range(rounds):
        hv = (gradient(w + h * v) - gradient(w - h * v)) / (2 * h)
        value = v @ hv
        v = hv / np.linalg.norm(hv)
    return value, v
