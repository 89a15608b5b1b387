"""The experiments of notebook 09: what its cells call as `experiments`."""

from course_lib.lessons.residual.experiments.depth import (
    KINDS,
    block_gradients,
    plot_block_gradients,
    plot_variances,
    plot_walk,
    variances,
    walk_back,
)

__all__ = [
    "KINDS",
    "block_gradients",
    "plot_block_gradients",
    "plot_variances",
    "plot_walk",
    "variances",
    "walk_back",
]
