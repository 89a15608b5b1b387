"""The class with fewest votes.

property: majority_vote: the label that most members choose
kind: idea
"""

import numpy as np


def average_probabilities(probs):
    return probs.mean(axis=0)


def majority_vote(probs):
    votes = np.eye(probs.shape[2])[probs.argmax(axis=2)]
    return votes.sum(axis=0).argmin(axis=1)
