"""The checks of notebook 06: what its test cells call."""

from course_lib.lessons.ensembles.checks.members import (
    bootstrap,
    combine,
    parameters,
    snapshots,
    variance,
)

__all__ = ["bootstrap", "combine", "parameters", "snapshots", "variance"]
