"""The checks of notebook 03: what its test cells call."""

from course_lib.lessons.batchnorm.checks.backward import (
    batchnorm_backward,
    batchnorm_backward_fused,
    layernorm,
)
from course_lib.lessons.batchnorm.checks.forward import batchnorm_forward
from course_lib.lessons.batchnorm.checks.inference import batchnorm_inference, update_running
from course_lib.lessons.batchnorm.checks.statistics import (
    backward_mean,
    backward_var,
    backward_x,
)
from course_lib.lessons.batchnorm.checks.steps import (
    backward_beta,
    backward_gamma,
    backward_x_hat,
)

__all__ = [
    "backward_beta",
    "backward_gamma",
    "backward_mean",
    "backward_var",
    "backward_x",
    "backward_x_hat",
    "batchnorm_backward",
    "batchnorm_backward_fused",
    "batchnorm_forward",
    "batchnorm_inference",
    "layernorm",
    "update_running",
]
