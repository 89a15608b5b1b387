"""The L1 part is forgotten.

property: elastic_net: both, each with its own strength
kind: idea
"""

import numpy as np


def l2(w, strength):
    return 0.5 * strength * np.sum(w**2), strength * w


def l1(w, strength):
    return strength * np.abs(w).sum(), strength * np.sign(w)


def elastic_net(w, l1, l2):
    return 0.5 * l2 * np.sum(w**2), l2 * w
