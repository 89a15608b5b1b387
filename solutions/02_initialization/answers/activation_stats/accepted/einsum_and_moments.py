"""einsum, and the std from the centred squares."""

import numpy as np


def activation_stats(x, weights, activation):
    functions = {"tanh": np.tanh, "relu": lambda z: z * (z > 0)}
    a = np.array(x)
    means = np.empty(len(weights))
    stds = np.empty(len(weights))
    for layer, w in enumerate(weights):
        a = functions[activation](np.einsum("nd,dm->nm", a, w))
        means[layer] = a.sum() / a.size
        stds[layer] = np.sqrt(((a - means[layer]) ** 2).sum() / a.size)
    return means, stds
