"""Length 1 at the head of every round."""

import numpy as np


def sharpness(gradient, w, v, rounds):
    h = 1e-4
    for _ in range(rounds):
        u = v / np.sqrt(v @ v)
        v = (gradient(w + h * u) - gradient(w - h * u)) / (2 * h)
    return float(np.sum(u * v)), v / np.sqrt(v @ v)
