"""The largest mean of squares so far divides: that is AMSGrad.

property: different gradients: mean over root mean square
kind: idea
"""

import numpy as np


def adam(w, dw, state, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v, t, top = (
        (np.zeros_like(w), np.zeros_like(w), 0, np.zeros_like(w)) if state is None else state
    )
    t = t + 1
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    top = np.maximum(top, v / (1 - beta2**t))
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(top) + eps), (m, v, t, top)
