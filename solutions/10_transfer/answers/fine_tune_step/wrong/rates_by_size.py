"""Takes the rates in the order of their size.

property: every array moves at its own rate
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    new = {}
    rates = sorted(lrs.values())
    for (name, w), lr in zip(params.items(), rates):
        new[name] = w - lr * grads[name]
    return new
