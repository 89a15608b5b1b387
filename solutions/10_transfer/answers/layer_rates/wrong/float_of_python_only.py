"""A decay that is no `float` of Python is taken for 1.

property: numbers of NumPy
kind: guard
"""

import numpy as np


def layer_rates(n_layers, lr, decay):
    if not isinstance(decay, float):
        decay = 1.0
    return [lr / decay ** (n_layers - 1 - i) for i in range(n_layers)]
