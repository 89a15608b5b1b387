"""The checks of notebook 05: what its test cells call."""

from course_lib.lessons.optimizers.checks.adaptive import adagrad, rmsprop
from course_lib.lessons.optimizers.checks.clip import clipping
from course_lib.lessons.optimizers.checks.loop import train
from course_lib.lessons.optimizers.checks.momenta import momentum, nesterov
from course_lib.lessons.optimizers.checks.moments import adam
from course_lib.lessons.optimizers.checks.newton import newton_step, saddle_free_newton
from course_lib.lessons.optimizers.checks.rates import schedules

__all__ = [
    "adagrad",
    "adam",
    "clipping",
    "momentum",
    "nesterov",
    "newton_step",
    "rmsprop",
    "saddle_free_newton",
    "schedules",
    "train",
]
