"""The engine's speed beside its peers: ``python -m benchmarks`` (see ``__main__``)."""
