"""A name that is none of the nine.

property: the first suspect is right in 19%
"""


def triage(run):
    return ["overfit", "healthy"]
