"""next over a generator."""

import numpy as np


def first_explosion(losses, factor=3.0):
    return next(
        (i for i, v in enumerate(losses) if not (v <= factor * losses[0] and np.isfinite(v))), None
    )
