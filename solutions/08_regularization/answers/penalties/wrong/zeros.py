"""Zeros.

property: l2: the loss
kind: idea
"""

import numpy as np


def l2(w, strength):
    return 0.0, np.zeros_like(w)


def l1(w, strength):
    return 0.0, np.zeros_like(w)


def elastic_net(w, l1, l2):
    return 0.0, np.zeros_like(w)
