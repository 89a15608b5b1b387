"""Zeros.

property: the first suspect is right in 19%
"""


def triage(run):
    return [0] * 9
