"""Powers of the decay."""

import numpy as np


def layer_rates(n_layers, lr, decay):
    return [lr * decay ** (i - n_layers) for i in range(1, n_layers + 1)]
