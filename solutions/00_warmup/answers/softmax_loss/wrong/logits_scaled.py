"""The exponent is capped at -50.

property: loss: confident and wrong
kind: detail
"""

import numpy as np


def softmax_loss(logits, labels):
    n, c = logits.shape
    rows = np.arange(n)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    probs = (lambda e: e / e.sum(axis=1, keepdims=True))(np.maximum(e, np.exp(-50)))
    loss = -np.log(probs[rows, labels]).mean()
    dlogits = probs.copy()
    dlogits[rows, labels] -= 1
    return loss, dlogits / n
