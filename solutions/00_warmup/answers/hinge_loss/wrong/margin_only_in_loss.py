"""The gradient always uses the margin 1.

property: gradient
kind: idea
"""

import numpy as np


def hinge_loss(scores, labels, margin=1.0):
    n = len(labels)
    gap = scores - scores[np.arange(n), labels][:, None]
    g = np.maximum(0, gap + margin)
    g[np.arange(n), labels] = 0
    d = (gap + 1 > 0) * 1.0
    d[np.arange(n), labels] = 0
    d[np.arange(n), labels] = -d.sum(axis=1)
    return g.sum() / n, d / n
