"""The mean of two members only.

property: average_probabilities: the mean over the members
kind: idea
"""

import numpy as np


def average_probabilities(probs):
    return (probs[0] + probs[-1]) / 2


def majority_vote(probs):
    votes = np.eye(probs.shape[2])[probs.argmax(axis=2)]
    return votes.sum(axis=0).argmax(axis=1)
