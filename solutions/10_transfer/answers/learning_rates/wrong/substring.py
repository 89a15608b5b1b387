"""Looks for names inside one string.

property: names are compared whole, wherever they stand
kind: detail
"""

import numpy as np


def learning_rates(names, head, frozen, lr, body_factor=0.1):
    head, frozen = " ".join(head), " ".join(frozen)
    return {n: 0.0 if n in frozen else lr if n in head else lr * body_factor for n in names}
