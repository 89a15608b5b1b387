"""The margin is subtracted.

property: loss: by hand
kind: idea
"""

import numpy as np


def hinge_loss(scores, labels, margin=1.0):
    n = len(labels)
    rows = np.arange(n)
    gaps = np.maximum(0, scores - scores[rows, labels][:, None] - margin)
    gaps[rows, labels] = 0
    dscores = (gaps > 0) * 1.0
    dscores[rows, labels] = -dscores.sum(axis=1)
    return gaps.sum() / n, dscores / n
