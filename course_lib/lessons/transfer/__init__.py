"""The public room of notebook 10: its checks, experiments and explorers."""
