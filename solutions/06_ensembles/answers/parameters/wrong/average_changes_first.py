"""Added up in the first vector itself.

property: inputs unchanged
kind: guard
"""

import numpy as np


def average_parameters(vectors):
    total = vectors[0]
    for v in vectors[1:]:
        total += v
    return total / len(vectors)


def polyak_update(average, w, decay=0.995):
    return decay * average + (1 - decay) * w
