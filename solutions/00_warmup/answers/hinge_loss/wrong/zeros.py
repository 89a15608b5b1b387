"""Zeros.

property: loss: by hand
kind: idea
"""

import numpy as np


def hinge_loss(scores, labels, margin=1.0):
    return 0.0, np.zeros_like(scores)
