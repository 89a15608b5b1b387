"""The public room of notebook 09: its checks, experiments and explorers."""
