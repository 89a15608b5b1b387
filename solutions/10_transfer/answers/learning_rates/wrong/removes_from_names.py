"""Takes head and frozen out of the list of names.

property: inputs unchanged
kind: guard
"""

import numpy as np


def learning_rates(names, head, frozen, lr, body_factor=0.1):
    lrs = {}
    for n in head:
        names.remove(n)
        lrs[n] = lr
    for n in frozen:
        names.remove(n)
        lrs[n] = 0.0
    return {**lrs, **{n: lr * body_factor for n in names}}
