"""The inputs come back.

property: the instrument that is most deviations off
kind: idea
"""


def evidence(reading, healthy):
    return reading, healthy
