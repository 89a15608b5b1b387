"""One global mean, started again when state is None.

property: two parameters in turn
kind: convention
"""

import numpy as np

cache = None


def rmsprop(w, dw, state, lr, decay=0.99, eps=1e-8):
    global cache
    if state is None:
        cache = 0
    cache = decay * cache + (1 - decay) * dw**2
    return w - lr * dw / (np.sqrt(cache) + eps), cache
