"""Zeros.

property: loss: probabilities known by hand
"""

import numpy as np


def softmax_loss(logits, labels):
    return 0.0, np.zeros_like(logits)
