"""Deletes the gradients of frozen arrays.

property: inputs unchanged
kind: guard
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    for n, lr in lrs.items():
        if lr == 0:
            del grads[n]
    return {n: w - lrs[n] * grads[n] if n in grads else w for n, w in params.items()}
