"""The public room of notebook 06: its checks, experiments and explorers."""
