"""Checks of the course, one module per notebook."""
