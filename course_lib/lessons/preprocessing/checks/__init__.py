"""The checks of notebook 01: what its test cells call."""

from course_lib.lessons.preprocessing.checks.condition import condition_number
from course_lib.lessons.preprocessing.checks.fit import standardize_fit
from course_lib.lessons.preprocessing.checks.pca import pca_fit
from course_lib.lessons.preprocessing.checks.scaling import standardize, unstandardize
from course_lib.lessons.preprocessing.checks.whitening import whiten, zca

__all__ = [
    "condition_number",
    "pca_fit",
    "standardize",
    "standardize_fit",
    "unstandardize",
    "whiten",
    "zca",
]
