"""The experiments of notebook 11: what its cells call as `experiments`."""

from course_lib.lessons.clinic.checks.evidence import verdict_of
from course_lib.lessons.clinic.checks.readings import INSTRUMENTS, readings
from course_lib.lessons.clinic.checks.triage import SUSPECTS
from course_lib.lessons.clinic.checks.wards import ward
from course_lib.lessons.clinic.experiments.rounds import (
    admitted,
    case,
    confusion,
    deviations,
    healthy,
    last_scores,
    patient,
    print_case,
    print_instruments,
    print_patient,
    rule_of_thumb,
    show,
    show_program,
    table,
    treated,
)

__all__ = [
    "INSTRUMENTS",
    "SUSPECTS",
    "admitted",
    "case",
    "confusion",
    "deviations",
    "healthy",
    "last_scores",
    "patient",
    "print_case",
    "print_instruments",
    "print_patient",
    "readings",
    "rule_of_thumb",
    "show",
    "show_program",
    "table",
    "treated",
    "verdict_of",
    "ward",
]
