"""Multiplies the gradients in place by the rate.

property: inputs unchanged
kind: guard
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    for name in params:
        if lrs[name]:
            grads[name] *= lrs[name]
            params[name] = params[name] - grads[name]
    return params
