"""A loop over the entries, a list as state."""

import numpy as np


def rmsprop(w, dw, state, lr, decay=0.99, eps=1e-8):
    flat, grads = w.flatten(), dw.flatten()
    means = [0.0 for _ in grads] if state is None else state[:]
    for i, g in enumerate(grads):
        means[i] = decay * means[i] + (1 - decay) * g * g
        flat[i] = flat[i] - lr * g / (means[i] ** 0.5 + eps)
    return flat.reshape(w.shape), means
