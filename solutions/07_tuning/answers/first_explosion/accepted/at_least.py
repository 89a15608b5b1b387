"""Counts a loss at the limit as well."""

import numpy as np


def first_explosion(losses, factor=3.0):
    for step, loss in enumerate(losses):
        if not np.isfinite(loss) or (step > 0 and loss >= factor * losses[0]):
            return step
