"""A net of one layer is slowed.

property: decay 1 and a single layer
kind: detail
"""

import numpy as np


def layer_rates(n_layers, lr, decay):
    return (
        [lr / decay]
        if n_layers == 1
        else [lr / decay ** (n_layers - i) for i in range(1, n_layers + 1)]
    )
