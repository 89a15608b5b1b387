"""When all names are the head they are slowed down.

property: nothing frozen, everything frozen, no body
kind: detail
"""

import numpy as np


def learning_rates(names, head, frozen, lr, body_factor=0.1):
    if len(head) == len(names):
        return {n: lr * body_factor for n in names}
    return {n: 0.0 if n in frozen else lr if n in head else lr * body_factor for n in names}
