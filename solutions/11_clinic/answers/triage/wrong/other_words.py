"""A name that is none of the nine.

property: first suspect right in 19%
kind: idea
"""


def triage(run):
    return ["overfit", "healthy"]
