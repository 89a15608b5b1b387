"""The means of the rows where the table is square.

property: square tables
kind: detail
"""

import numpy as np


def centre(x):
    if x.shape[0] == x.shape[1]:
        return x - x.mean(axis=1)
    return x - x.mean(axis=0)
