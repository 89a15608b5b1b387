"""The checks of notebook 12: what its test cells call."""

from course_lib.lessons.since.checks.curvature import sharpness
from course_lib.lessons.since.checks.gelu import gelu
from course_lib.lessons.since.checks.least_squares import min_norm_fit, ridge_fit
from course_lib.lessons.since.checks.orthogonal import newton_schulz
from course_lib.lessons.since.checks.practice import rmsnorm, smooth_targets, warmup_cosine
from course_lib.lessons.since.checks.swiglu import swiglu
from course_lib.lessons.since.checks.widths import width_rates

__all__ = [
    "gelu",
    "min_norm_fit",
    "newton_schulz",
    "ridge_fit",
    "rmsnorm",
    "sharpness",
    "smooth_targets",
    "swiglu",
    "warmup_cosine",
    "width_rates",
]
