"""Each member halves what came before.

property: average_probabilities: the mean over the members
kind: idea
"""

import numpy as np


def average_probabilities(probs):
    out = probs[0]
    for p in probs[1:]:
        out = (out + p) / 2
    return out


def majority_vote(probs):
    votes = np.eye(probs.shape[2])[probs.argmax(axis=2)]
    return votes.sum(axis=0).argmax(axis=1)
