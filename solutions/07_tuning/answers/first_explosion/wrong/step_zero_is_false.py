"""Takes step 0 for no step.

property: nan and inf are explosions
kind: detail
"""

import numpy as np


def first_explosion(losses, factor=3.0):
    bad = ~np.isfinite(losses) | (losses > factor * losses[0])
    step = int(np.argmax(bad))
    return step if step else None
