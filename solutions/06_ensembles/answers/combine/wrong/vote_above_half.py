"""A member votes only for a class above 0.5.

property: majority_vote: every member has one vote, however sure it is
kind: idea
"""

import numpy as np


def average_probabilities(probs):
    return probs.mean(axis=0)


def majority_vote(probs):
    return (probs > 0.5).sum(axis=0).argmax(axis=1)
