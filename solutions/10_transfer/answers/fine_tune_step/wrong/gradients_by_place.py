"""Looks up the rates by name and the gradients by place.

property: arrays are matched by name, not by place
kind: detail
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    return {
        n: w if lrs[n] == 0 else w - lrs[n] * g for (n, w), g in zip(params.items(), grads.values())
    }
