"""The shortest fit, made shorter.

property: three examples, one weight, by hand
kind: idea
"""

import numpy as np


def ridge_fit(features, targets, strength):
    return np.linalg.pinv(features) @ targets / (1 + strength)
