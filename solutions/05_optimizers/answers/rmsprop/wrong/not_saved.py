"""The mean is stored under a name that nobody reads.

property: a constant gradient: steps 1 / sqrt(1 - decay**n)
kind: idea
"""

import numpy as np


def rmsprop(w, dw, state, lr, decay=0.99, eps=1e-8):
    config = {} if state is None else state
    cache = config.get("cache", np.zeros_like(w))
    config["cahce"] = decay * cache + (1 - decay) * dw**2
    return w - lr * dw / (np.sqrt(config["cahce"]) + eps), config
