"""np.linalg.cond of x itself.

property: a matrix worked by hand
kind: idea
"""

import numpy as np


def condition_number(x):
    return np.linalg.cond(x)
