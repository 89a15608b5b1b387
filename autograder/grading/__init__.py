"""From what was handed in to nbgrader's gradebook."""
