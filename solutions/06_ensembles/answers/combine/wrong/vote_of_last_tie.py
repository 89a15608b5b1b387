"""Sorting counts puts the highest class last on ties.

property: majority_vote: ties go to the lowest class
kind: detail
"""

import numpy as np


def average_probabilities(probs):
    return probs.mean(axis=0)


def majority_vote(probs):
    votes = np.eye(probs.shape[2])[probs.argmax(axis=2)].sum(axis=0)
    return votes.argsort(axis=1, kind="stable")[:, -1]
