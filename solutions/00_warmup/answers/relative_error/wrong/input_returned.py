"""The input comes back.

property: cases by hand
kind: idea
"""

import numpy as np


def relative_error(a, b):
    return a
