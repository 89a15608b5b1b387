"""An array."""

import numpy as np


def layer_rates(n_layers, lr, decay):
    return lr * np.power(float(decay), np.arange(n_layers) - n_layers + 1)
