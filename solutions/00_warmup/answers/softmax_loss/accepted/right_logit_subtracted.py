"""Shifts by the right logit when that is safe, else by the maximum; subtract.at."""

import numpy as np


def softmax_loss(logits, labels):
    n = len(labels)
    z = logits - logits.max(1)[:, None]
    gaps = z - z[np.arange(n), labels][:, None]
    p = np.exp(z) / np.exp(z).sum(1)[:, None]
    g = p / n
    np.subtract.at(g, (np.arange(n), labels), 1 / n)
    return np.mean(np.log(np.exp(gaps).sum(1))), g
