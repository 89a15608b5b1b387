"""Two loops."""

import numpy as np


def hinge_loss(scores, labels, margin=1.0):
    n, c = scores.shape
    loss, dscores = 0.0, np.zeros((n, c))
    for i in range(n):
        for j in range(c):
            gap = scores[i, j] - scores[i, labels[i]] + margin
            if j != labels[i] and gap > 0:
                loss += gap
                dscores[i, j] += 1
                dscores[i, labels[i]] -= 1
    return loss / n, dscores / n
