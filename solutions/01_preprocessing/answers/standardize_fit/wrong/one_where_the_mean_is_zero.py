"""The std is set to 1 where the mean is 0.

property: a constant column has std 1
cause: constant when its values are equal
kind: detail
"""


def standardize_fit(x):
    mean, std = x.mean(axis=0), x.std(axis=0)
    std[mean == 0] = 1.0
    return mean, std
