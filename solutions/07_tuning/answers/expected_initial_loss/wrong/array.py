"""One loss for each class.

property: 10 classes and 2 classes
kind: idea
"""

import numpy as np


def expected_initial_loss(n_classes):
    return np.log(np.full(n_classes, n_classes, dtype=float))
