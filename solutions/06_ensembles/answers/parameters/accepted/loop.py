"""Loops."""

import numpy as np


def average_parameters(vectors):
    total = np.zeros_like(vectors[0])
    for v in vectors:
        total = total + v
    return total / len(vectors)


def polyak_update(average, w, decay=0.995):
    out = np.empty_like(average)
    for i in range(len(w)):
        out[i] = decay * average[i] + (1.0 - decay) * w[i]
    return out
