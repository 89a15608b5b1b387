"""The squared distances are not averaged over the members.

property: the mean squared distance from the mean prediction
cause: each member and example
kind: idea
"""


def ensemble_variance(predictions):
    return ((predictions - predictions.mean(axis=0)) ** 2).sum(axis=2)
