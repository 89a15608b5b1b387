"""The logits are shifted in place.

property: inputs unchanged
kind: guard
"""

import numpy as np


def softmax_loss(logits, labels):
    n = len(labels)
    logits -= logits.max(axis=1, keepdims=True)
    p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(n), labels]).mean()
    p[np.arange(n), labels] -= 1
    return loss, p / n
