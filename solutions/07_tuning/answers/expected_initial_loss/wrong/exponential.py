"""An exponential for the logarithm.

property: 10 classes and 2 classes
kind: idea
"""

import numpy as np


def expected_initial_loss(n_classes):
    return np.exp(-float(n_classes))
