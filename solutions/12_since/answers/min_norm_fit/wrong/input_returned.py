"""The features themselves.

property: one example, two weights, by hand
kind: idea
"""


def min_norm_fit(features, targets):
    return features
