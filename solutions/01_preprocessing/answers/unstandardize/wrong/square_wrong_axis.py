"""Takes the statistics for rows when the table is square.

property: back where it came from
kind: detail
"""

import numpy as np


def unstandardize(z, mean, std):
    if z.shape[0] == z.shape[1]:
        return z * std[:, None] + mean[:, None]
    return z * std + mean
