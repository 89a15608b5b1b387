"""p (1 - p), as for a sigmoid.

property: gradient
kind: idea
"""

import numpy as np


def softmax_loss(logits, labels):
    n, c = logits.shape
    rows = np.arange(n)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    probs = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(probs[rows, labels]).mean()
    dlogits = probs * (1 - probs)
    return loss, dlogits / n
