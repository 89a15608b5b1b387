"""if and else."""

import numpy as np


def at_edge(best, low, high, decades):
    import math

    if math.log10(best) - math.log10(low) <= decades:
        return True
    if math.log10(high) - math.log10(best) <= decades:
        return True
    return False
