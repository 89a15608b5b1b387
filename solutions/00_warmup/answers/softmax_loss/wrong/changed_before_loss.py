"""The gradient is written into the probabilities before the loss is taken from them.

property: loss: probabilities known by hand
kind: idea
"""

import numpy as np


def softmax_loss(logits, labels):
    n = len(labels)
    z = logits - logits.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    d = p
    d[np.arange(n), labels] -= 1
    loss = -np.log(p[np.arange(n), labels]).mean()
    return loss, d / n
