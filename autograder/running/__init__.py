"""A plan run on a submission: the result of every cell."""
