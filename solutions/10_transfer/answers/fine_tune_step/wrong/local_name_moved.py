"""Moves a local name: the arrays stay where they are.

property: a step against the gradient
kind: idea
"""

import numpy as np


def fine_tune_step(params, grads, lrs):
    for name, w in params.items():
        if lrs[name] != 0:
            w = w - lrs[name] * grads[name]
    return params
