"""One branch for each kind of name."""

import numpy as np


def learning_rates(names, head, frozen, lr, body_factor=0.1):
    lrs = {}
    for name in names:
        if name in frozen:
            lrs[name] = 0.0
        elif name in head:
            lrs[name] = lr
        else:
            lrs[name] = body_factor * lr
    return lrs
