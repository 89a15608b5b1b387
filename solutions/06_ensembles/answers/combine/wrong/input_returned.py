"""The input returned.

property: average_probabilities: the mean over the members
kind: idea
"""

import numpy as np


def average_probabilities(probs):
    return probs


def majority_vote(probs):
    return probs
