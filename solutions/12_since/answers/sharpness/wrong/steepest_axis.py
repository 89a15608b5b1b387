"""The largest curvature along the axes of the weights.

property: one round on two curvatures, by hand
kind: idea
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    values = []
    for u in np.eye(len(w)):
        values.append(u @ (gradient(w + 1e-4 * u) - gradient(w - 1e-4 * u)) / 2e-4)
    k = int(np.argmax(np.abs(values)))
    return values[k], np.eye(len(w))[k]
