"""A name that is none of the nine.

property: the first suspect is right in 19%
kind: idea
"""


def triage(run):
    return ["overfit", "healthy"]
