"""The public room of notebook 12: its checks, experiments and explorers."""
