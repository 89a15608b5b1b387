"""Sorts the names of one dictionary only.

property: arrays are matched by name, not by place
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    rates = [lrs[n] for n in sorted(lrs)]
    return {
        n: w if lr == 0 else w - lr * g
        for (n, w), g, lr in zip(params.items(), [grads[k] for k in grads], rates)
    }
