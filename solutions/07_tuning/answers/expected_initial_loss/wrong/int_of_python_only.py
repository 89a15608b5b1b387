"""A number of classes that is no `int` of Python is refused.

property: numbers of NumPy
kind: guard
"""

import numpy as np


def expected_initial_loss(n_classes):
    if type(n_classes) is not int:
        raise TypeError("n_classes must be an int")
    return np.log(n_classes)
