"""The highest class wins ties.

property: majority_vote: ties go to the lowest class
kind: detail
"""

import numpy as np


def average_probabilities(probs):
    return probs.mean(axis=0)


def majority_vote(probs):
    labels = probs.argmax(axis=2)
    c = probs.shape[2]
    counts = np.array([np.bincount(col, minlength=c)[::-1] for col in labels.T])
    return c - 1 - counts.argmax(axis=1)
