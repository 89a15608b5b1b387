"""Ones.

property: l2: the loss
kind: idea
"""

import numpy as np


def l2(w, strength):
    return 1.0, np.ones_like(w)


def l1(w, strength):
    return 1.0, np.ones_like(w)


def elastic_net(w, l1, l2):
    return 1.0, np.ones_like(w)
