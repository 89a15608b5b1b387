"""Ones.

property: loss: probabilities known by hand
kind: idea
"""

import numpy as np


def softmax_loss(logits, labels):
    return 1.0, np.ones_like(logits)
