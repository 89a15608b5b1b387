"""One example at a time."""

import numpy as np


def softmax_loss(logits, labels):
    loss, dlogits = 0.0, np.zeros_like(logits)
    for i in range(logits.shape[0]):
        z = logits[i] - max(logits[i])
        p = np.exp(z) / sum(np.exp(z))
        loss += -np.log(p[labels[i]])
        dlogits[i] = p
        dlogits[i, labels[i]] -= 1
    return np.array(loss / logits.shape[0]), dlogits / logits.shape[0]
