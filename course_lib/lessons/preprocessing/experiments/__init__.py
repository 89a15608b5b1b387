"""The experiments of notebook 01: what its cells call as `lab`."""

from course_lib.lessons.preprocessing.experiments.training import (
    OUTPUT_RATES,
    descend,
    mean_and_error,
    output_grid,
    rate_grid,
    valley,
    with_bias,
)

__all__ = [
    "OUTPUT_RATES",
    "descend",
    "mean_and_error",
    "output_grid",
    "rate_grid",
    "valley",
    "with_bias",
]
