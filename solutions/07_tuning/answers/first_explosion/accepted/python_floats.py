"""Plain Python."""

import numpy as np


def first_explosion(losses, factor=3.0):
    import math

    values = [float(v) for v in losses]
    for i in range(len(values)):
        if math.isnan(values[i]) or math.isinf(values[i]):
            return i
        if values[i] / values[0] > factor:
            return i
    return None
