"""The activation overwrites the fresh product."""

import numpy as np


def activation_stats(x, weights, activation):
    out = []
    a = x
    for w in weights:
        a = a @ w
        if activation == "tanh":
            np.tanh(a, out=a)
        else:
            np.maximum(a, 0, out=a)
        out.append((a.mean(), a.std()))
    table = np.array(out)
    return table[:, 0], table[:, 1]
