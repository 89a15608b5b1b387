"""The activation from a dictionary, relu as a product."""

import numpy as np


def activation_stats(x, weights, activation):
    f = {"tanh": np.tanh, "relu": lambda z: z * (z > 0)}[activation]
    rows = []
    a = x.copy()
    for k in range(len(weights)):
        a = f(np.dot(a, weights[k]))
        rows.append([np.mean(a), np.std(a)])
    return tuple(np.array(rows).T)
