"""The checks of notebook 11: what its test cells call, and the ward that they and it share."""

from course_lib.lessons.clinic.checks.evidence import evidence
from course_lib.lessons.clinic.checks.further import further
from course_lib.lessons.clinic.checks.last import last_patient
from course_lib.lessons.clinic.checks.repair import repair
from course_lib.lessons.clinic.checks.triage import triage

__all__ = ["evidence", "further", "last_patient", "repair", "triage"]
