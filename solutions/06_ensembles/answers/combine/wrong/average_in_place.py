"""Scales its input.

property: inputs unchanged
kind: guard
"""

import numpy as np


def average_probabilities(probs):
    probs *= 1.0 / len(probs)
    return probs.sum(axis=0)


def majority_vote(probs):
    labels = probs.argmax(axis=2)
    counts = np.array([np.bincount(column, minlength=probs.shape[2]) for column in labels.T])
    return counts.argmax(axis=1)
