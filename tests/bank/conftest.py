"""Each notebook's bank is judged once for all tests."""

import pytest

from autograder.proving import bank
from autograder.proving.prove import prove


@pytest.fixture(scope="session", params=bank.notebooks())
def notebook(request):
    return request.param


@pytest.fixture(scope="session")
def proof(notebook):
    """Return the verdicts of a notebook: answers and mutants, called directly."""
    return prove(notebook)
