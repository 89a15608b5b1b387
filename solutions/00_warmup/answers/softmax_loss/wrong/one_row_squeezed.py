"""Squeezes the logits, so that a single row is no row any more.

property: loss: equal logits give ln C
kind: detail
"""

import numpy as np


def softmax_loss(logits, labels):
    n = len(labels)
    z = np.squeeze(logits)
    z = z - z.max(axis=-1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)
    loss = -np.log(p[np.arange(n), labels]).mean()
    p[np.arange(n), labels] -= 1
    return loss, p / n
