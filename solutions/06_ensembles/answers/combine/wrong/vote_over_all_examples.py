"""One vote over all examples.

property: majority_vote: each example by itself
kind: detail
"""

import numpy as np


def average_probabilities(probs):
    return probs.mean(axis=0)


def majority_vote(probs):
    counts = np.bincount(probs.argmax(axis=2).ravel(), minlength=probs.shape[2])
    return np.full(probs.shape[1], counts.argmax())
