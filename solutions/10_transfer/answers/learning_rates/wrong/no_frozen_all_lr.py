"""Without frozen names all learn at lr.

property: the body's factor is 0.1 unless it is given
kind: detail
"""

import numpy as np


def learning_rates(names, head, frozen, lr, body_factor=0.1):
    if not frozen:
        return {n: lr for n in names}
    return {n: 0.0 if n in frozen else lr if n in head else lr * body_factor for n in names}
