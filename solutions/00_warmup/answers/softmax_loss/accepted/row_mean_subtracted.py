"""Subtracts the mean of each row: safe up to gaps of 600."""

import numpy as np


def softmax_loss(logits, labels):
    n = len(labels)
    z = logits - logits.mean(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(n), labels]).mean()
    p[np.arange(n), labels] -= 1
    return loss, p / n
