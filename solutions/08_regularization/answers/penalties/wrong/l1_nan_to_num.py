"""nan is turned into a large number.

property: a weight of 0 gives no nan
kind: guard
"""

import numpy as np


def l2(w, strength):
    return 0.5 * strength * np.sum(w**2), strength * w


def l1(w, strength):
    return strength * np.abs(w).sum(), np.nan_to_num(strength * w / np.abs(w), nan=1.0)


def elastic_net(w, l1, l2):
    return l1 * np.abs(w).sum() + 0.5 * l2 * np.sum(w**2), l1 * np.sign(w) + l2 * w
