"""The public room of notebook 02: its checks, experiments and explorers."""
