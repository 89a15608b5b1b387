"""The checks of notebook 07: what its test cells call."""

from course_lib.lessons.tuning.checks.diagnosis import diagnose
from course_lib.lessons.tuning.checks.explosion import first_explosion
from course_lib.lessons.tuning.checks.halving import successive_halving
from course_lib.lessons.tuning.checks.sanity import (
    expected_initial_loss,
    regularized_loss,
    update_ratio,
)
from course_lib.lessons.tuning.checks.search import at_edge, sample_log_uniform

__all__ = [
    "at_edge",
    "diagnose",
    "expected_initial_loss",
    "first_explosion",
    "regularized_loss",
    "sample_log_uniform",
    "successive_halving",
    "update_ratio",
]
