"""The experiments of notebook 04: what its cells call as `experiments`."""

from course_lib.lessons.dropout.experiments.training import (
    doubt,
    monte_carlo,
    paired,
    plot_curves,
    plot_monte_carlo,
    plot_redundancy,
    redundancy,
    scaling_slips,
    train,
)

__all__ = [
    "doubt",
    "monte_carlo",
    "paired",
    "plot_curves",
    "plot_monte_carlo",
    "plot_redundancy",
    "redundancy",
    "scaling_slips",
    "train",
]
