"""The whole covariance of one example's outputs.

property: the mean squared distance from the mean prediction
kind: idea
"""

import numpy as np


def ensemble_variance(predictions):
    d = predictions - predictions.mean(axis=0)
    return np.einsum("enc,end->ncd", d, d) / len(d)
