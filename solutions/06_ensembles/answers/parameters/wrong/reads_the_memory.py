"""Takes an array for what lies in memory, without gaps.

property: float32, and views with gaps
kind: guard
"""

import numpy as np


def average_parameters(vectors):
    flat = np.lib.stride_tricks.as_strided(vectors, (vectors.size,), (vectors.itemsize,))
    return flat.reshape(vectors.shape).mean(axis=0)


def polyak_update(average, w, decay=0.995):
    return decay * average + (1 - decay) * w
