"""The checks of notebook 04: what its test cells call."""

from course_lib.lessons.dropout.checks.masks import dropout, inference, mc_dropout

__all__ = ["dropout", "inference", "mc_dropout"]
