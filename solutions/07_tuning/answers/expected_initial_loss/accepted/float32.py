"""A float32 number."""

import numpy as np


def expected_initial_loss(n_classes):
    return np.float32(np.log(n_classes))
