"""Compares beginnings of names.

property: names are compared whole, wherever they stand
kind: detail
"""

import numpy as np


def learning_rates(names, head, frozen, lr, body_factor=0.1):
    def belongs(n, some):
        return any(n.startswith(s) for s in some)

    return {
        n: 0.0 if belongs(n, frozen) else lr if belongs(n, head) else lr * body_factor
        for n in names
    }
