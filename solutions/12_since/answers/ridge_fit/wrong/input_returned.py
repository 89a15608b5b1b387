"""The features themselves.

property: three examples, one weight, by hand
kind: idea
"""


def ridge_fit(features, targets, strength):
    return features
