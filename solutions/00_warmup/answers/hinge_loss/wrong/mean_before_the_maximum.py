"""The gaps are averaged over the examples, then cut at 0.

property: loss: by hand
kind: idea
"""

import numpy as np


def hinge_loss(scores, labels, margin=1.0):
    n = len(labels)
    right = scores[np.arange(n), labels]
    gaps = scores - right[:, None] + margin
    gaps[np.arange(n), labels] = 0
    loss = np.maximum(0, gaps.mean(axis=0)).sum()
    d = (gaps > 0).astype(float)
    d[np.arange(n), labels] = -d.sum(axis=1)
    return loss, d / n
