"""One number for each member.

property: the mean squared distance from the mean prediction
cause: each member
kind: idea
"""


def ensemble_variance(predictions):
    deviations = predictions - predictions.mean(axis=0)
    return (deviations**2).sum(axis=2).mean(axis=1)
