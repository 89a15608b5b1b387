"""Sure members count more.

property: average_probabilities: the mean over the members
kind: idea
"""

import numpy as np


def average_probabilities(probs):
    w = probs.max(axis=2, keepdims=True)
    return (probs * w).sum(axis=0) / w.sum(axis=0)


def majority_vote(probs):
    votes = np.eye(probs.shape[2])[probs.argmax(axis=2)]
    return votes.sum(axis=0).argmax(axis=1)
