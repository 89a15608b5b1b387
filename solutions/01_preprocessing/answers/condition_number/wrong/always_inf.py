"""Returns inf for every table.

property: a matrix worked by hand
kind: idea
"""

import numpy as np


def condition_number(x):
    return np.inf
