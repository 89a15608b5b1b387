"""The checks of notebook 10: what its test cells call."""

from course_lib.lessons.transfer.checks.net import extract_features, replace_head
from course_lib.lessons.transfer.checks.rates import layer_rates, learning_rates
from course_lib.lessons.transfer.checks.step import fine_tune_step

__all__ = ["extract_features", "fine_tune_step", "layer_rates", "learning_rates", "replace_head"]
