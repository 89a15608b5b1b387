"""Takes the statistics for rows when the table is square.

property: tables of other shapes
kind: detail
"""

import numpy as np


def standardize(x, mean, std):
    if x.shape[0] == x.shape[1]:
        return (x - mean[:, None]) / std[:, None]
    return (x - mean) / std
