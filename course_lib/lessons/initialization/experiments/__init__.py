"""The experiments of notebook 02: what its cells call as `experiments`."""

from course_lib.lessons.initialization.experiments.gradients import (
    dead_units,
    gradients,
    plot_dead_units,
    plot_gradients,
    plot_singular_values,
    singular_values,
    with_gain,
    with_scheme,
)
from course_lib.lessons.initialization.experiments.signals import (
    LECTURE,
    SCANNED,
    compare,
    comparison_text,
    plot_predictions,
    plot_stds,
    plot_suspects,
    plot_tables,
    simulate,
    stds_through_layers,
)
from course_lib.lessons.initialization.experiments.training import (
    constant_start,
    depth_heat_map,
    plot_heat_map,
)
from course_lib.lessons.initialization.experiments.watching import (
    level_std,
    plot_level,
    plot_watched,
    while_training,
)

__all__ = [
    "LECTURE",
    "SCANNED",
    "compare",
    "comparison_text",
    "constant_start",
    "dead_units",
    "depth_heat_map",
    "gradients",
    "level_std",
    "plot_dead_units",
    "plot_gradients",
    "plot_heat_map",
    "plot_level",
    "plot_predictions",
    "plot_singular_values",
    "plot_stds",
    "plot_suspects",
    "plot_tables",
    "plot_watched",
    "simulate",
    "singular_values",
    "stds_through_layers",
    "while_training",
    "with_gain",
    "with_scheme",
]
