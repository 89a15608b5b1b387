"""Everything in one function, on copies that change in place."""

import numpy as np


def train_two_layer(x, labels, w1, b1, w2, b2, lr, steps):
    w1, b1, w2, b2 = w1.copy(), b1.copy(), w2.copy(), b2.copy()
    n, losses = len(x), []
    one_hot = np.eye(len(b2))[labels]
    for step in range(steps):
        h = np.maximum(x.dot(w1) + b1, 0)
        s = h.dot(w2) + b2
        s = s - s.max(axis=1, keepdims=True)
        log_p = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
        losses += [float(-(one_hot * log_p).sum() / n)]
        ds = (np.exp(log_p) - one_hot) / n
        dh = ds.dot(w2.T)
        dh[h <= 0] = 0
        for p, g in ((w2, h.T.dot(ds)), (b2, ds.sum(0)), (w1, x.T.dot(dh)), (b1, dh.sum(0))):
            p -= lr * g
    return (w1, b1, w2, b2), losses
