"""eps inside the root, as Keras has it."""

import numpy as np


def rmsprop(w, dw, state, lr, decay=0.99, eps=1e-8):
    cache = 0.0 if state is None else state
    cache = decay * cache + (1 - decay) * dw * dw
    return w - lr * dw / np.sqrt(cache + eps), cache
