"""The public room of notebook 08: its checks, experiments and explorers."""
