"""The mean of what each feature alone would need.

property: one example, two weights, by hand
kind: idea
"""


def min_norm_fit(features, targets):
    one = features.T @ targets / (features**2).sum(axis=0)[:, None]
    return one / features.shape[1]
