"""The experiments of notebook 12, one module each: its cells import them by name."""
