"""The engine's speed beside its peers: ``python -m benchmarks`` (see ``__main__``)."""

from argparse import ArgumentParser


def no_arguments(name: str, text: str | None) -> None:
    """Print a help where it is asked for, and refuse all other arguments: a run takes minutes."""
    ArgumentParser(prog=f"python -m benchmarks.{name}", description=text).parse_args()
