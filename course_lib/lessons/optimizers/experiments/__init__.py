"""The experiments of notebook 05: what its cells call as `experiments`."""

from course_lib.lessons.optimizers.experiments.steps import (
    adam_almost,
    after_a_drop,
    all_positive_share,
    floors,
    net_curvature,
    noise_floor,
    step_sizes,
    steps_to_leave_saddle,
)

__all__ = [
    "adam_almost",
    "after_a_drop",
    "all_positive_share",
    "floors",
    "net_curvature",
    "noise_floor",
    "step_sizes",
    "steps_to_leave_saddle",
]
