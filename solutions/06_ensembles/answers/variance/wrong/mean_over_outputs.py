"""The mean over the outputs.

property: the mean squared distance from the mean prediction
kind: idea
"""

import numpy as np


def ensemble_variance(predictions):
    return predictions.var(axis=0).mean(axis=1)
