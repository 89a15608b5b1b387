"""A string in the place of a list.

property: the first suspect is right in 19%
kind: idea
"""


def triage(run):
    return "healthy"
