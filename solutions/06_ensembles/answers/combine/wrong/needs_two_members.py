"""Fails for a single member.

property: one member is no problem
kind: guard
"""

import numpy as np


def average_probabilities(probs):
    return probs[1:].mean(axis=0) * (len(probs) - 1) / len(probs) + probs[0] / len(probs)


def majority_vote(probs):
    labels = probs.argmax(axis=2)
    counts = np.array([np.bincount(column, minlength=probs.shape[2]) for column in labels.T])
    return counts.argmax(axis=1)
