"""The public room of notebook 05: its checks, experiments and explorers."""
