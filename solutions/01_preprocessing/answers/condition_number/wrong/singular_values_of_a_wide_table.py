"""Takes the last singular value of x, also when D is larger than N.

property: columns that depend on each other give inf
kind: detail
"""

import numpy as np


def condition_number(x):
    s = np.linalg.svd(x)[1]
    return (s[0] / s[-1]) ** 2
