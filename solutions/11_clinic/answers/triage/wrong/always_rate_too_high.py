"""Always "rate too high".

property: the first suspect is right in 19%
kind: idea
"""


def triage(run):
    return ["rate too high"]
