"""Either end, by a coin.

property: every decade gets its share
kind: idea
"""

import numpy as np


def sample_log_uniform(low, high, n, rng):
    return rng.choice([low, high], n)
