"""A factor that is no number of Python is taken for none.

property: numbers of NumPy
kind: guard
"""

import numpy as np


def learning_rates(names, head, frozen, lr, body_factor=0.1):
    if not isinstance(body_factor, float | int):
        body_factor = 0.1
    rates = {}
    for name in names:
        rates[name] = lr if name in head else lr * body_factor
        if name in frozen:
            rates[name] = 0.0
    return rates
