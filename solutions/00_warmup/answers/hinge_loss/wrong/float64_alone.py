"""Scores that are not float64 are taken for integers.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def hinge_loss(scores, labels, margin=1.0):
    if scores.dtype != np.float64:
        scores = scores.astype(int)
    rows = np.arange(len(scores))
    gaps = np.maximum(0, scores - scores[rows, labels][:, None] + margin)
    gaps[rows, labels] = 0
    dscores = (gaps > 0).astype(float)
    dscores[rows, labels] = -dscores.sum(axis=1)
    return gaps.sum() / len(scores), dscores / len(scores)
