"""One step of descent from 0, as long as one example allows.

property: more features than examples: every target is met
cause: features.T @ features has no inverse here
kind: idea
"""

import numpy as np


def min_norm_fit(features, targets):
    lr = 1 / np.linalg.norm(features, 2) ** 2
    return lr * features.T @ targets
