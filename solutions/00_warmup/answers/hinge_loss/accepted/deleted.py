"""The right class is cut out."""

import numpy as np


def hinge_loss(scores, labels, margin=1.0):
    loss, grads = [], []
    for row, y in zip(scores, labels):
        gap = np.delete(row, y) - row[y] + margin
        g = np.insert((gap > 0).astype(float), y, -float((gap > 0).sum()))
        loss.append(gap[gap > 0].sum())
        grads.append(g)
    return float(np.mean(loss)), np.array(grads) / len(labels)
