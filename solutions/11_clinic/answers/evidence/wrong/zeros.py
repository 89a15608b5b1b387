"""Zeros.

property: the instrument that is most deviations off
kind: idea
"""


def evidence(reading, healthy):
    return 0, 0.0
