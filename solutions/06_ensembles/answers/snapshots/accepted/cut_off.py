"""Fractions of a step are cut off, not rounded."""


def snapshot_steps(total, n, burn_in=0):
    return [int(burn_in + (total - burn_in) * k / n) for k in range(1, n + 1)]
