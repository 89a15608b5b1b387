"""The squares of the outputs are not added up.

property: the mean squared distance from the mean prediction
cause: all outputs
kind: idea
"""


def ensemble_variance(predictions):
    return predictions.var(axis=0)
