"""The norm of the entries' quotients.

property: the norm of the update by the norm of w
kind: idea
"""

import numpy as np


def update_ratio(w, update):
    return np.linalg.norm((update / w).ravel())
