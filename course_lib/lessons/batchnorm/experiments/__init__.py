"""The experiments of notebook 03: what its cells call as `experiments`."""

from course_lib.lessons.batchnorm.experiments.own import (
    one_layer,
    running_traces,
    seconds_per_call,
    spread_in_random_batches,
    stds_through_layers,
    test_time,
    train_deep,
    train_small,
)

__all__ = [
    "one_layer",
    "running_traces",
    "seconds_per_call",
    "spread_in_random_batches",
    "stds_through_layers",
    "test_time",
    "train_deep",
    "train_small",
]
