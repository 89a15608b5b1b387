"""Random logits instead of equal ones.

property: 10 classes and 2 classes
kind: idea
"""

import numpy as np


def expected_initial_loss(n_classes):
    return float(np.log(np.exp(np.random.default_rng(0).standard_normal(n_classes)).sum()))
