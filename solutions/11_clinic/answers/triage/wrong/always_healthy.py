"""Always "healthy".

property: the first suspect is right in 19%
"""


def triage(run):
    return ["healthy"]
