"""The transpose in the place of the inverse.

property: one example, two weights, by hand
cause: The features still have to be divided out.
kind: idea
"""


def min_norm_fit(features, targets):
    return features.T @ targets
