"""The input, with the length of w.

property: one round on two curvatures, by hand
kind: idea
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    return float(np.linalg.norm(w)), v
