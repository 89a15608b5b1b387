"""A strength of 0 is taken for none in l2.

property: strength = 0 is like any other
cause: taken for none
kind: guard
"""

import numpy as np


def l2(w, strength):
    strength = strength or 1.0
    return 0.5 * strength * np.sum(w**2), strength * w


def l1(w, strength):
    return strength * np.sum(np.abs(w)), strength * np.sign(w)


def elastic_net(w, l1, l2):
    loss = l1 * np.sum(np.abs(w)) + 0.5 * l2 * np.sum(w**2)
    return loss, l1 * np.sign(w) + l2 * w
