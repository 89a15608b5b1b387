"""Both means in one array, corrected together."""

import numpy as np


def adam(w, dw, state, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    n, mv = (0, np.zeros((2,) + w.shape)) if state is None else state
    b = np.array([beta1, beta2]).reshape((2,) + (1,) * w.ndim)
    mv = b * mv + (1 - b) * np.stack([dw, dw**2])
    n += 1
    m, v = mv / (1 - b**n)
    return w - lr * m / (v**0.5 + eps), [n, mv]
