"""An array of rates, zipped with the names."""

import numpy as np


def learning_rates(names, head, frozen, lr, body_factor=0.1):
    rates = np.full(len(names), lr * body_factor)
    rates[[n in head for n in names]] = lr
    rates[[n in frozen for n in names]] = 0
    return dict(zip(names, rates))
