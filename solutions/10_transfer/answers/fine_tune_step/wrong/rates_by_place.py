"""Looks up the gradients by name and the rates by place.

property: arrays are matched by name, not by place
kind: detail
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    return {
        n: w if lr == 0 else w - lr * grads[n] for (n, w), lr in zip(params.items(), lrs.values())
    }
