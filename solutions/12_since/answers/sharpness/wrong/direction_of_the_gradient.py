"""After many rounds the gradient's direction is returned.

property: many rounds: its direction, at length 1
cause: Return the v of the last round
kind: detail
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    h = 1e-4
    v = v / np.linalg.norm(v)
    first = v
    for _ in range(rounds):
        hv = (gradient(w + h * v) - gradient(w - h * v)) / (2 * h)
        value = v @ hv
        v = hv / np.linalg.norm(hv)
    return value, v if rounds == 1 else first
