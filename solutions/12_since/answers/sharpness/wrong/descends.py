"""v follows the gradient of w instead of the change of the gradient.

property: one round on two curvatures, by hand
kind: idea
"""

import numpy as np


def sharpness(gradient, w, v, rounds):
    for _ in range(rounds):
        v = gradient(v)
        v = v / np.linalg.norm(v)
    return v @ gradient(v), v
