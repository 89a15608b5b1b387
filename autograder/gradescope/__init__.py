"""A package with which Gradescope grades one assignment, and what runs there."""
