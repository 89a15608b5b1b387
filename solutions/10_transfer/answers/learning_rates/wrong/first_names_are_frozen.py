"""Takes the first names for the frozen ones.

property: names are compared whole, wherever they stand
kind: detail
"""

import numpy as np


def learning_rates(names, head, frozen, lr, body_factor=0.1):
    return {
        n: 0.0 if i < len(frozen) else lr if n in head else lr * body_factor
        for i, n in enumerate(names)
    }
