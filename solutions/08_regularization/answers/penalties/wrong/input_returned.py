"""The input is returned.

property: l2: the loss
kind: idea
"""

import numpy as np


def l2(w, strength):
    return strength, w


def l1(w, strength):
    return strength, w


def elastic_net(w, l1, l2):
    return l1, w
