"""A share of the range in log space.

property: near the upper end
kind: idea
"""

import numpy as np


def at_edge(best, low, high, decades):
    share = np.log10(best / low) / np.log10(high / low)
    return bool(min(share, 1 - share) <= decades)
