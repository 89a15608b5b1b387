"""Always "healthy".

property: first suspect right in 19%
kind: idea
"""


def triage(run):
    return ["healthy"]
