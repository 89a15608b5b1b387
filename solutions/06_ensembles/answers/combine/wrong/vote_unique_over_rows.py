"""np.unique counts along the wrong axis.

property: majority_vote: the label that most members choose
kind: idea
"""

import numpy as np


def average_probabilities(probs):
    return probs.mean(axis=0)


def majority_vote(probs):
    labels = probs.argmax(axis=2)
    out = []
    for row in labels:
        names, counts = np.unique(row, return_counts=True)
        out.append(names[counts.argmax()])
    return np.array(out)
