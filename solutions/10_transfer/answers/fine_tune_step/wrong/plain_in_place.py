"""In place, a product with 0 is trusted to freeze.

property: a frozen array survives a gradient of nan or inf
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    for name in params:
        params[name] -= lrs[name] * grads[name]
    return params
