"""The experiments of notebook 08: what its cells call as `experiments`."""

from course_lib.lessons.regularization.experiments.weights import (
    decay_paths,
    paired,
    plot_decay,
    plot_weights,
    print_weights,
    strength_grid,
    train_with,
)

__all__ = [
    "decay_paths",
    "paired",
    "plot_decay",
    "plot_weights",
    "print_weights",
    "strength_grid",
    "train_with",
]
