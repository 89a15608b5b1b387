"""The public room of notebook 07: its checks, experiments and explorers."""
