"""All examples vote together.

property: majority_vote: each example by itself
kind: detail
"""

import numpy as np


def average_probabilities(probs):
    return probs.mean(axis=0)


def majority_vote(probs):
    votes = probs.argmax(axis=2)
    return np.full(votes.shape[1], np.bincount(votes.ravel()).argmax())
