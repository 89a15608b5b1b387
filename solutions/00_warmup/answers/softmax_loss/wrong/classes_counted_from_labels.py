"""Takes the number of classes from the largest label.

property: loss: equal logits give ln C
kind: detail
"""

import numpy as np


def softmax_loss(logits, labels):
    n = len(labels)
    z = logits - logits.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(n), labels]).mean()
    y = np.eye(labels.max() + 1)[labels]
    return loss, (p - y) / n
