"""Changes the arrays in place and returns nothing.

property: a step against the gradient
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    for name in params:
        if lrs[name]:
            params[name] -= lrs[name] * grads[name]
