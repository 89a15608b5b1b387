"""The powers of the betas are kept instead of t."""

import numpy as np


def adam(w, dw, state, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, p1, p2 = (0.0, 0.0, 1.0, 1.0) if state is None else state
    p1, p2 = p1 * beta1, p2 * beta2
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * np.square(dw)
    return w - lr * m / (1 - p1) / (np.sqrt(v / (1 - p2)) + eps), (m, v, p1, p2)
