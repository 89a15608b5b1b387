"""Copies everything first, so that the arrays of the caller stay."""

import numpy as np


def fine_tune_step(params, grads, lrs):
    new = {name: w.copy() for name, w in params.items()}
    for name, lr in lrs.items():
        if lr:
            new[name] -= lr * grads[name]
    return new
