"""All layers but the last at lr / decay.

property: the last layer at lr, each one below slower
kind: idea
"""

import numpy as np


def layer_rates(n_layers, lr, decay):
    return [lr / decay] * (n_layers - 1) + [lr]
