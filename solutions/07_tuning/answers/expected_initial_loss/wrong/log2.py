"""Logarithm to base 2.

property: 10 classes and 2 classes
kind: idea
"""

import numpy as np


def expected_initial_loss(n_classes):
    return np.log2(n_classes)
