"""Rates as numbers of NumPy."""

import numpy as np


def width_rates(shapes, base_shapes, lr):
    rates = {}
    for name, shape in shapes.items():
        growth = np.prod(shape[:-1]) / np.prod(base_shapes[name][:-1])
        rates[name] = np.float64(lr) / growth
    return rates
