"""Squares the weights in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def regularized_loss(data_loss, weights, strength):
    total = 0.0
    for w in weights:
        w *= w
        total += w.sum()
    return data_loss + 0.5 * strength * total
