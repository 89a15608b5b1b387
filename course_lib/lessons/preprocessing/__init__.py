"""The public room of notebook 01: its checks, experiments and explorers."""
