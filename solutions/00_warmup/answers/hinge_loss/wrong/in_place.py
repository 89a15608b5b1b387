"""The scores are overwritten.

property: inputs unchanged
kind: guard
"""

import numpy as np


def hinge_loss(scores, labels, margin=1.0):
    n = len(labels)
    rows = np.arange(n)
    scores -= scores[rows, labels][:, None].copy()
    gaps = np.maximum(0, scores - scores[rows, labels][:, None] + margin)
    gaps[rows, labels] = 0
    dscores = (gaps > 0) * 1.0
    dscores[rows, labels] = -dscores.sum(axis=1)
    return gaps.sum() / n, dscores / n
