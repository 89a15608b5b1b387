"""A loop over the entries."""

import numpy as np


def nesterov(w, dw, state, lr, rho=0.9):
    v = {} if state is None else dict(state)
    out = np.zeros(w.shape)
    for i in np.ndindex(*w.shape):
        old = v.get(i, 0.0)
        v[i] = rho * old - lr * dw[i]
        out[i] = w[i] - rho * old + (1 + rho) * v[i]
    return out, v
