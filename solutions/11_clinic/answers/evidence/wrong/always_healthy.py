"""Always healthy.

property: the instrument that is most deviations off
"""


def evidence(reading, healthy):
    return None, 0.0
