"""Each round calls the next."""

import numpy as np


def sharpness(gradient, w, v, rounds):
    v = v / np.linalg.norm(v)
    step = 1e-4 * v
    hv = (gradient(w + step) - gradient(w - step)) / 2e-4
    after = hv / np.linalg.norm(hv)
    if rounds == 1:
        return v @ hv, after
    return sharpness(gradient, w, after, rounds - 1)
