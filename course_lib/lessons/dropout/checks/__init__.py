"""The checks of notebook 04: what its test cells call."""

from course_lib.lessons.dropout.checks.at_test_time import inference, mc_dropout
from course_lib.lessons.dropout.checks.masks import dropout

__all__ = ["dropout", "inference", "mc_dropout"]
