"""Averaged over the outputs and added over the members.

property: the mean squared distance from the mean prediction
cause: it is the other way
kind: idea
"""


def ensemble_variance(predictions):
    mean = predictions.mean(axis=0)
    return ((predictions - mean) ** 2).mean(axis=(0, 2)) * len(predictions)
