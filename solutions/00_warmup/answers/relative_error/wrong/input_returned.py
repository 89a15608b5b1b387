"""The input comes back.

property: cases by hand
"""

import numpy as np


def relative_error(a, b):
    return a
