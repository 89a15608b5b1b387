"""The logits are read in the order in which they lie in memory.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def softmax_loss(logits, labels):
    logits = logits.ravel(order="K").reshape(logits.shape)
    rows = np.arange(len(logits))
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    dlogits = np.exp(log_probs)
    dlogits[rows, labels] -= 1
    return -log_probs[rows, labels].mean(), dlogits / len(logits)
