"""Only the last layer.

property: relu layers, one after the other
kind: idea
"""

import numpy as np


def activation_stats(x, weights, activation):
    for w in weights:
        z = x @ w
        x = np.tanh(z) if activation == "tanh" else np.maximum(z, 0)
    return np.array([x.mean()]), np.array([x.std()])
