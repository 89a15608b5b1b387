"""The first member alone.

property: majority_vote: the label that most members choose
kind: idea
"""

import numpy as np


def average_probabilities(probs):
    return probs.mean(axis=0)


def majority_vote(probs):
    return probs[0].argmax(axis=1)
