"""An interval around the mean."""

import numpy as np


def suspicious(printed, runs, unit):
    mean, allowed = runs.mean(0), 4 * runs.std(0, ddof=1) + unit / 2
    return ~((printed >= mean - allowed) & (printed <= mean + allowed))
