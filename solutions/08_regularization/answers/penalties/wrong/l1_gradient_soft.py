"""The gradient of L1 grows with the weight.

property: l1: the gradient
kind: idea
"""

import numpy as np


def l2(w, strength):
    return 0.5 * strength * np.sum(w**2), strength * w


def l1(w, strength):
    return strength * np.abs(w).sum(), strength * w / (1 + np.abs(w))


def elastic_net(w, l1, l2):
    return l1 * np.abs(w).sum() + 0.5 * l2 * np.sum(w**2), l1 * np.sign(w) + l2 * w
