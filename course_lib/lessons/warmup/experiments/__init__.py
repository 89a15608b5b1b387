"""The experiments of notebook 00: what its cells call as `lab`."""

from course_lib.lessons.warmup.experiments.nets import (
    dead_in_a_net,
    dying_units,
    loss_curves,
    overfit,
    overfit_table,
    step_sizes,
    twenty_digits,
    two_digits,
)

__all__ = [
    "dead_in_a_net",
    "dying_units",
    "loss_curves",
    "overfit",
    "overfit_table",
    "step_sizes",
    "twenty_digits",
    "two_digits",
]
