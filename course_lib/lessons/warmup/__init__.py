"""The public room of notebook 00: its checks, experiments and explorers."""
