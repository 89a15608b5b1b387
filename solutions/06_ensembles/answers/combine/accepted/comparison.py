"""Comparison with all classes."""

import numpy as np


def average_probabilities(probs):
    return np.sum(probs, 0) / len(probs)


def majority_vote(probs):
    labels = probs.argmax(-1)
    classes = np.arange(probs.shape[-1])
    return (labels[:, :, None] == classes).sum(0).argmax(-1)
