"""The `course` command."""


def main() -> None:
    """Run the command."""
