"""All of the Hessian, and its eigenvalue instead of rounds.

property: one round on two curvatures, by hand
kind: detail
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    h = 1e-4
    rows = [(gradient(w + h * u) - gradient(w - h * u)) / (2 * h) for u in np.eye(len(w))]
    hessian = np.array(rows)
    values, vectors = np.linalg.eigh((hessian + hessian.T) / 2)
    k = np.argmax(np.abs(values))
    return values[k], vectors[:, k]
