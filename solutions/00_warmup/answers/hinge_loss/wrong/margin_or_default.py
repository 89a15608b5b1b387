"""A margin of 0 is taken for none.

property: margin = 0 is like any other
kind: guard
cause: taken for none
"""

import numpy as np


def hinge_loss(scores, labels, margin=1.0):
    margin = margin or 1.0
    rows = np.arange(len(labels))
    gaps = np.maximum(0, scores - scores[rows, labels][:, None] + margin)
    gaps[rows, labels] = 0
    dscores = (gaps > 0) * 1.0
    dscores[rows, labels] = -dscores.sum(axis=1)
    return gaps.sum() / len(labels), dscores / len(labels)
