"""A list, from the top down, reversed."""

import numpy as np


def layer_rates(n_layers, lr, decay):
    rates = [lr]
    while len(rates) < n_layers:
        rates.append(rates[-1] / decay)
    return rates[::-1]
