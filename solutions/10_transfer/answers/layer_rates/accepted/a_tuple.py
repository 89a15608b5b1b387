"""A tuple, from the top layer down and turned around."""

import numpy as np


def layer_rates(n_layers, lr, decay):
    rates = [lr]
    while len(rates) < n_layers:
        rates.append(rates[-1] / decay)
    return tuple(rates[::-1])
