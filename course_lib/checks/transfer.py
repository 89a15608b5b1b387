"""All checks of notebook 10; what they look at is in the files that are imported here."""

from course_lib.checks.transfer_net import extract_features, layer_rates, replace_head
from course_lib.checks.transfer_rates import learning_rates
from course_lib.checks.transfer_step import fine_tune_step

__all__ = ["extract_features", "fine_tune_step", "layer_rates", "learning_rates", "replace_head"]
