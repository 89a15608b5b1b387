"""One count for all examples, repeated.

property: majority_vote: each example by itself
kind: detail
"""

import numpy as np


def average_probabilities(probs):
    return probs.mean(axis=0)


def majority_vote(probs):
    labels = probs.argmax(axis=2)
    return np.full(probs.shape[1], np.bincount(labels.ravel()).argmax())
