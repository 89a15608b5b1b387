"""Three dictionaries, merged; a plain 0 for frozen."""

import numpy as np


def learning_rates(names, head, frozen, lr, body_factor=0.1):
    body = dict.fromkeys(names, lr * body_factor)
    return {**body, **dict.fromkeys(head, lr), **dict.fromkeys(frozen, 0)}
