"""Always healthy.

property: the instrument that is most deviations off
kind: idea
"""


def evidence(reading, healthy):
    return None, 0.0
