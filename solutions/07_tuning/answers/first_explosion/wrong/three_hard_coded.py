"""The factor 3 is hard-coded.

property: another factor
kind: detail
"""

import numpy as np


def first_explosion(losses, factor=3.0):
    for step, loss in enumerate(losses):
        if not np.isfinite(loss) or loss > 3 * losses[0]:
            return step
    return None
