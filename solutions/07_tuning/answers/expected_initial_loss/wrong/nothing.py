"""Nothing is returned.

property: 10 classes and 2 classes
kind: idea
"""

import numpy as np


def expected_initial_loss(n_classes):
    return None
