"""The checks of notebook 08: what its test cells call."""

from course_lib.lessons.regularization.checks.colour import color_jitter
from course_lib.lessons.regularization.checks.crops import random_crop, ten_crop
from course_lib.lessons.regularization.checks.decay import adamw
from course_lib.lessons.regularization.checks.flip import random_flip
from course_lib.lessons.regularization.checks.max_norm import max_norm
from course_lib.lessons.regularization.checks.noise import dropconnect, fractional_cuts
from course_lib.lessons.regularization.checks.pca import pca_color
from course_lib.lessons.regularization.checks.weights import penalties

__all__ = [
    "adamw",
    "color_jitter",
    "dropconnect",
    "fractional_cuts",
    "max_norm",
    "pca_color",
    "penalties",
    "random_crop",
    "random_flip",
    "ten_crop",
]
