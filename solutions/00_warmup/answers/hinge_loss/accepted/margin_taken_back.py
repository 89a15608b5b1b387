"""The right class is counted and taken back; the slope at the bend is 1."""

import numpy as np


def hinge_loss(scores, labels, margin=1.0):
    hot = np.eye(scores.shape[1])[labels]
    right = (scores * hot).sum(axis=1, keepdims=True)
    gaps = scores - right + margin * (1 - hot)
    d = (gaps >= 0) * (1 - hot)
    d = d - hot * d.sum(axis=1, keepdims=True)
    return np.mean((np.maximum(gaps, 0) * (1 - hot)).sum(axis=1)), d / len(labels)
