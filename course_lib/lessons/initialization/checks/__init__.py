"""The checks of notebook 02: what its test cells call."""

from course_lib.lessons.initialization.checks.further import glorot_uniform, suspicious
from course_lib.lessons.initialization.checks.predictions import predicted_std
from course_lib.lessons.initialization.checks.schemes import init_weights, orthogonal
from course_lib.lessons.initialization.checks.signals import activation_stats

__all__ = [
    "activation_stats",
    "glorot_uniform",
    "init_weights",
    "orthogonal",
    "predicted_std",
    "suspicious",
]
