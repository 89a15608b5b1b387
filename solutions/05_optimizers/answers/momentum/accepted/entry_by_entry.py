"""A loop over the entries and a nested list as state."""

import numpy as np


def momentum(w, dw, state, lr, rho=0.9):
    v = [0.0] * w.size if state is None else list(state)
    out = np.empty(w.size)
    for i, (x, g) in enumerate(zip(w.ravel(), dw.ravel())):
        v[i] = rho * v[i] + g
        out[i] = x - lr * v[i]
    return out.reshape(w.shape), v
