"""Without more than half of the votes the answer is 0.

property: majority_vote: the label that most members choose
kind: idea
"""

import numpy as np


def average_probabilities(probs):
    return probs.mean(axis=0)


def majority_vote(probs):
    votes = np.eye(probs.shape[2])[probs.argmax(axis=2)].sum(axis=0)
    return np.where(votes.max(axis=1) > len(probs) / 2, votes.argmax(axis=1), 0)
