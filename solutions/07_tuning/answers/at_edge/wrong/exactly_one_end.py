"""Near both ends counts as near none.

property: decades are powers of ten
kind: idea
"""

import numpy as np


def at_edge(best, low, high, decades):
    return bool(np.log10(high / best) < decades) ^ bool(np.log10(best / low) < decades)
