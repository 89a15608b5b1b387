"""One number for each output.

property: the mean squared distance from the mean prediction
cause: each output
kind: idea
"""


def ensemble_variance(predictions):
    return ((predictions - predictions.mean(axis=0)) ** 2).mean(axis=0).sum(axis=0)
