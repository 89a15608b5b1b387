"""A name that is a part of a head's name counts as head.

property: names are compared whole, wherever they stand
kind: detail
"""

import numpy as np


def learning_rates(names, head, frozen, lr, body_factor=0.1):
    return {
        n: lr if any(n in h for h in head) else 0.0 if n in frozen else lr * body_factor
        for n in names
    }
