"""Mean and spread over the instruments.

property: the instrument that is most deviations off
kind: idea
"""

import numpy as np


def evidence(reading, healthy):
    off = np.abs(reading - healthy.mean()) / healthy.std(ddof=1)
    worst = int(np.argmax(off))
    return (worst if off[worst] >= 5 else None), off[worst]
