"""Not fine, written so that nan fails."""

import numpy as np


def first_explosion(losses, factor=3.0):
    fine = losses <= factor * losses[0]
    fine &= np.isfinite(losses)
    return None if fine.all() else int(np.argmin(fine))
