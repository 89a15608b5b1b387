"""A dictionary, changed in place."""

import numpy as np


def rmsprop(w, dw, state, lr, decay=0.99, eps=1e-8):
    config = {} if state is None else state
    config.setdefault("cache", np.zeros_like(w))
    config["cache"] *= decay
    config["cache"] += (1 - decay) * dw**2
    w -= lr * dw / (np.sqrt(config["cache"]) + eps)
    return w, config
