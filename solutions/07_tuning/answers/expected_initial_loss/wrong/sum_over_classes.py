"""Summed over all classes.

property: 10 classes and 2 classes
kind: idea
"""

import numpy as np


def expected_initial_loss(n_classes):
    return np.sum(-np.log(np.full(n_classes, 1 / n_classes)))
