"""votes[rows, labels] += 1 counts a doubled index once.

property: majority_vote: the label that most members choose
kind: idea
"""

import numpy as np


def average_probabilities(probs):
    return probs.mean(axis=0)


def majority_vote(probs):
    labels = probs.argmax(axis=2)
    votes = np.zeros(probs.shape[1:])
    votes[np.arange(probs.shape[1]), labels] += 1
    return votes.argmax(axis=1)
