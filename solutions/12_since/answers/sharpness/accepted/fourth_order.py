"""A difference of four gradients has an even smaller error."""

import numpy as np


def sharpness(gradient, w, v, rounds):
    h = 1e-4
    v = v / np.linalg.norm(v)
    for _ in range(rounds):
        near = gradient(w + h * v) - gradient(w - h * v)
        far = gradient(w + 2 * h * v) - gradient(w - 2 * h * v)
        hv = (8 * near - far) / (12 * h)
        value = v @ hv
        v = hv / np.linalg.norm(hv)
    return value, v
