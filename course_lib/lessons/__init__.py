"""The lessons: one folder for each notebook, with what its students may read."""
