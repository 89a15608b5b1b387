"""Exponential averages: of the parameters along a training, and of batch norm's statistics."""

from course_lib.engine.arrays import Array


def polyak_update(average: Array, w: Array, decay: float = 0.995) -> Array:
    """Return the average after one more ``w``; ``decay`` weighs the old average."""
    return decay * average + (1 - decay) * w
