"""Returns dw, loss.

property: l2: the loss
kind: idea
"""

import numpy as np


def l2(w, strength):
    return strength * w, 0.5 * strength * np.sum(w**2)


def l1(w, strength):
    return strength * np.sign(w), strength * np.sum(np.abs(w))


def elastic_net(w, l1, l2):
    return l1 * np.sign(w) + l2 * w, l1 * np.sum(np.abs(w)) + 0.5 * l2 * np.sum(w**2)
