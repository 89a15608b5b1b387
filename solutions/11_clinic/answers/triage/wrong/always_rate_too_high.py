"""Always "rate too high".

property: first suspect right in 19%
kind: idea
"""


def triage(run):
    return ["rate too high"]
