"""The error that a command shows to its user as one sentence."""


class CourseError(Exception):
    """Something the user can put right: the message says what is wrong and what to do next."""
