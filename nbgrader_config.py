"""Settings for plain nbgrader commands and JupyterLab's nbgrader extensions."""

from pathlib import Path

from autograder.building.converter import configure

configure(get_config(), Path(__file__).parent)  # noqa: F821  traitlets provides get_config
