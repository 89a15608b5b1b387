"""The deviations are from each member's own mean over the outputs.

property: the mean squared distance from the mean prediction
kind: idea
"""


def ensemble_variance(predictions):
    deviations = predictions - predictions.mean(axis=2, keepdims=True)
    return (deviations**2).sum(axis=2).mean(axis=0)
