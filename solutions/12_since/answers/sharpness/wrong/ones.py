"""Ones.

property: one round on two curvatures, by hand
kind: idea
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    return 1.0, np.ones_like(v)
