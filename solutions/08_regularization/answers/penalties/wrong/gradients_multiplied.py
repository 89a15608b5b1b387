"""The gradient of elastic_net is the product of the two gradients.

property: elastic_net: both, each with its own strength
cause: Add what the two parts give
kind: idea
"""

import numpy as np


def l2(w, strength):
    return 0.5 * strength * np.sum(w**2), strength * w


def l1(w, strength):
    return strength * np.sum(np.abs(w)), strength * np.sign(w)


def elastic_net(w, l1, l2):
    loss = l1 * np.sum(np.abs(w)) + 0.5 * l2 * np.sum(w**2)
    return loss, l1 * np.sign(w) * l2 * w
