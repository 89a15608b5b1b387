"""Loops over the entries."""

import numpy as np


def l2(w, strength):
    loss = 0.0
    for v in w.ravel():
        loss += 0.5 * strength * v * v
    return loss, w * strength


def l1(w, strength):
    loss, dw = 0.0, np.zeros_like(w)
    for i in np.ndindex(*w.shape):
        loss += strength * abs(w[i])
        dw[i] = strength if w[i] > 0 else -strength if w[i] < 0 else 0.0
    return loss, dw


def elastic_net(w, l1, l2):
    return l1 * np.abs(w).sum() + 0.5 * l2 * np.sum(w**2), l1 * np.sign(w) + l2 * w
