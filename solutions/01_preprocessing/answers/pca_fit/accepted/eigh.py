"""eigh of the covariance, turned around."""

import numpy as np


def pca_fit(x):
    mean = x.mean(axis=0)
    centred = x - mean
    values, vectors = np.linalg.eigh(centred.T @ centred / len(x))
    return mean, vectors[:, ::-1].T, values[::-1]
