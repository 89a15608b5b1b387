"""The checks of notebook 09: what its test cells call."""

from course_lib.lessons.residual.checks.block import residual
from course_lib.lessons.residual.checks.conv import conv_forward
from course_lib.lessons.residual.checks.conv_gradients import conv_backward
from course_lib.lessons.residual.checks.count import conv_output_size, count_parameters
from course_lib.lessons.residual.checks.pool import maxpool_backward, maxpool_forward

__all__ = [
    "conv_backward",
    "conv_forward",
    "conv_output_size",
    "count_parameters",
    "maxpool_backward",
    "maxpool_forward",
    "residual",
]
