"""The checks of notebook 06: what its test cells call."""

from course_lib.lessons.ensembles.checks.averages import parameters, snapshots
from course_lib.lessons.ensembles.checks.members import bootstrap, combine
from course_lib.lessons.ensembles.checks.variance import variance

__all__ = ["bootstrap", "combine", "parameters", "snapshots", "variance"]
