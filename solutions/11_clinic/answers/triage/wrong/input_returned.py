"""The record comes back.

property: first suspect right in 19%
kind: idea
"""


def triage(run):
    return run
