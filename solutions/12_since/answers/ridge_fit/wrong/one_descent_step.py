"""One step of descent on the whole loss from 0.

property: three examples, one weight, by hand
kind: idea
"""

import numpy as np


def ridge_fit(features, targets, strength):
    lr = 1 / (np.linalg.norm(features, 2) ** 2 + strength)
    return lr * features.T @ targets / 2
