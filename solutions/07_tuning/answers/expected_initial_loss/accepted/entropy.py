"""The entropy of the uniform distribution."""

import numpy as np


def expected_initial_loss(n_classes):
    p = np.full(n_classes, 1.0 / n_classes)
    return -np.sum(p * np.log(p))
