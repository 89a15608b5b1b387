"""The public room of notebook 11: its checks, experiments and explorers."""
