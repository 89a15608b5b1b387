"""Returns a dictionary by number.

property: the last layer at lr, each one below slower
kind: idea
"""

import numpy as np


def layer_rates(n_layers, lr, decay):
    return {i: lr / decay ** (n_layers - i) for i in range(1, n_layers + 1)}
