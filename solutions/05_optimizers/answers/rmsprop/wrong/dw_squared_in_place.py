"""dw is squared in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def rmsprop(w, dw, state, lr, decay=0.99, eps=1e-8):
    mean = np.zeros_like(w) if state is None else state
    g = dw.copy()
    dw **= 2
    mean = decay * mean + (1 - decay) * dw
    return w - lr * g / (np.sqrt(mean) + eps), mean
