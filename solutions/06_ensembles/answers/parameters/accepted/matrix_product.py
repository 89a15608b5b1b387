"""Matrix products."""

import numpy as np


def average_parameters(vectors):
    return np.full(len(vectors), 1 / len(vectors)) @ vectors


def polyak_update(average, w, decay=0.995):
    return np.array([decay, 1 - decay]) @ np.stack([average, w])
