"""A jail for student code: knows nothing of notebooks, grades or nbgrader."""
