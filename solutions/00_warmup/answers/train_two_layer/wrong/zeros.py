"""Zeros.

property: the first loss
kind: idea
"""

import numpy as np


def train_two_layer(x, labels, w1, b1, w2, b2, lr, steps):
    return (0 * w1, 0 * b1, 0 * w2, 0 * b2), [0.0] * steps
