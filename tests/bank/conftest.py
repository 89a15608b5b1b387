"""Each notebook's bank is judged once for all tests, and for all processes that run tests."""

import fcntl
import functools
import pickle

import pytest

from autograder.proving import bank
from autograder.proving.prove import prove


@pytest.fixture(scope="session", params=bank.notebooks())
def notebook(request):
    return request.param


@pytest.fixture(scope="session")
def proofs(worker_id, tmp_path_factory):
    """Return what gives the proof of a notebook by its name."""

    @functools.cache
    def proof_of(name):
        if worker_id == "master":  # there is one process
            return prove(name)
        kept = tmp_path_factory.getbasetemp().parent / f"{name}.proof"
        with kept.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                kept.write_bytes(pickle.dumps(prove(name)))
        return pickle.loads(kept.read_bytes())

    return proof_of


@pytest.fixture(scope="session")
def proof(notebook, proofs):
    """Return the verdicts of a notebook: answers and mutants, called directly."""
    return proofs(notebook)
