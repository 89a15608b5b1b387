"""Floating-point labels.

property: majority_vote: the label that most members choose
kind: idea
"""

import numpy as np


def average_probabilities(probs):
    return probs.mean(axis=0)


def majority_vote(probs):
    labels = probs.argmax(axis=2)
    return np.array([float(np.bincount(col).argmax()) for col in labels.T])
