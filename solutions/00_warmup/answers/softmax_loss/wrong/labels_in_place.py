"""The labels are changed.

property: inputs unchanged
kind: guard
"""

import numpy as np


def softmax_loss(logits, labels):
    n, c = logits.shape
    rows = np.arange(n)
    labels += 1
    labels -= 1
    rows = rows.copy()
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    probs = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(probs[rows, labels]).mean()
    dlogits = probs.copy()
    dlogits[rows, labels] -= 1
    return loss, dlogits / n


_plain = softmax_loss


def softmax_loss(logits, labels):
    result = _plain(logits, labels)
    labels *= 0
    return result
