"""Returns x.

property: a matrix worked by hand
"""

import numpy as np


def condition_number(x):
    return x
