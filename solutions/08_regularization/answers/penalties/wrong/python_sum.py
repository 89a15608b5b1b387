"""Python's sum adds the rows only.

property: l2: the loss
kind: idea
"""

import numpy as np


def l2(w, strength):
    return 0.5 * strength * sum(w**2), strength * w


def l1(w, strength):
    return strength * sum(abs(w)), strength * np.sign(w)


def elastic_net(w, l1, l2):
    return l1 * sum(abs(w)) + 0.5 * l2 * sum(w**2), l1 * np.sign(w) + l2 * w
