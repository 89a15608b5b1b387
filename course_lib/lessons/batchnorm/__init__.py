"""The public room of notebook 03: its checks, experiments and explorers."""
