"""Signs from comparisons, the norm squared."""

import numpy as np


def l2(w, strength):
    return strength * np.linalg.norm(w) ** 2 / 2, strength * w


def l1(w, strength):
    return strength * np.sum(np.maximum(w, -w)), strength * ((w > 0).astype(float) - (w < 0))


def elastic_net(w, l1, l2):
    loss = np.sum(l1 * np.abs(w) + l2 * w * w / 2)
    return loss, l1 * ((w > 0) * 1.0 - (w < 0)) + l2 * w
