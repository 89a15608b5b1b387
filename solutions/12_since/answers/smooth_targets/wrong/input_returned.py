"""The labels.

property: rows by hand
kind: idea
"""


def smooth_targets(labels, classes, eps):
    return labels
