"""The public room of notebook 04: its checks, experiments and explorers."""
