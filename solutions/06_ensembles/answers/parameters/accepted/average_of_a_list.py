"""sum and len."""

import numpy as np


def average_parameters(vectors):
    return sum(list(vectors)) / len(vectors)


def polyak_update(average, w, decay=0.995):
    return average - (1 - decay) * (average - w)
