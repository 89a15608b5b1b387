"""The hinge loss.

property: loss: probabilities known by hand
kind: idea
"""

import numpy as np


def softmax_loss(logits, labels):
    n = len(labels)
    rows = np.arange(n)
    gaps = np.maximum(0, logits - logits[rows, labels][:, None] + 1)
    gaps[rows, labels] = 0
    d = (gaps > 0) * 1.0
    d[rows, labels] = -d.sum(axis=1)
    return gaps.sum() / n, d / n
