"""The checks of notebook 00: what its test cells call."""

from course_lib.lessons.warmup.checks.activations import relu
from course_lib.lessons.warmup.checks.gradients import numerical_gradient, relative_error
from course_lib.lessons.warmup.checks.hinge import hinge_loss
from course_lib.lessons.warmup.checks.layers import affine
from course_lib.lessons.warmup.checks.losses import softmax_loss
from course_lib.lessons.warmup.checks.tour import centre
from course_lib.lessons.warmup.checks.training import train_two_layer

__all__ = [
    "affine",
    "centre",
    "hinge_loss",
    "numerical_gradient",
    "relative_error",
    "relu",
    "softmax_loss",
    "train_two_layer",
]
