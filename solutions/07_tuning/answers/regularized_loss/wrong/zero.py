"""Zero.

property: half the strength times the sum of squares
kind: idea
"""

import numpy as np


def regularized_loss(data_loss, weights, strength):
    return 0.0
