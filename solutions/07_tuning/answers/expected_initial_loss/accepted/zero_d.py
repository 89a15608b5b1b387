"""A 0-d array."""

import numpy as np


def expected_initial_loss(n_classes):
    return np.array(np.log(n_classes))
