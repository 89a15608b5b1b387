"""Copies of all arrays."""

import numpy as np


def replace_head(params, layer, n_classes, rng):
    new = {name: array.copy() for name, array in params.items()}
    w = new["w" + str(layer)]
    new["w" + str(layer)] = rng.standard_normal((w.shape[0], n_classes)) * (1 / w.shape[0]) ** 0.5
    new["b" + str(layer)] = np.zeros((n_classes,))
    return new
