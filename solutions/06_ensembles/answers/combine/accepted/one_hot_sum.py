"""One-hot votes, einsum."""

import numpy as np


def average_probabilities(probs):
    return np.einsum("enc->nc", probs) / probs.shape[0]


def majority_vote(probs):
    votes = np.eye(probs.shape[2])[probs.argmax(axis=2)]
    return votes.sum(axis=0).argmax(axis=1)
