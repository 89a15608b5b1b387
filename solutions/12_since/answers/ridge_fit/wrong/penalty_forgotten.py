"""Plain least squares.

property: three examples, one weight, by hand
cause: The penalty did not come in.
kind: idea
"""

import numpy as np


def ridge_fit(features, targets, strength):
    return np.linalg.pinv(features) @ targets
