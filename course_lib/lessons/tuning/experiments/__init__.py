"""The experiments of notebook 07: what its cells call as `experiments`."""

from course_lib.lessons.tuning.experiments.sanity import by_hand, initial_losses, overfit

__all__ = ["by_hand", "initial_losses", "overfit"]
