"""An empty list.

property: the first suspect is right in 19%
kind: idea
"""


def triage(run):
    return []
