"""The library behind the course: a NumPy engine, checks, experiments and explorers."""
