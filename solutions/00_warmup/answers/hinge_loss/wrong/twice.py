"""Twice the loss and twice the gradient.

property: loss: by hand
kind: idea
"""

import numpy as np


def hinge_loss(scores, labels, margin=1.0):
    rows = np.arange(len(scores))
    m = scores - scores[rows, labels][:, None] + margin
    m[rows, labels] = 0
    m = np.maximum(m, 0)
    d = (m > 0) * 1.0
    d[rows, labels] = -d.sum(axis=1)
    return 2 * m.sum() / len(scores), 2 * d / len(scores)
