"""np.geomspace."""

import numpy as np


def layer_rates(n_layers, lr, decay):
    return np.geomspace(lr / decay ** (n_layers - 1), lr, n_layers)
