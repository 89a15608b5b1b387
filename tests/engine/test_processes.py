"""What shows only in a process of its own: threads of the BLAS, and what gets imported."""

import subprocess
import sys
from pathlib import Path


def test_blas_threads_are_one_inside_fit_and_the_users_outside():
    """In a process of its own, started with two threads."""
    program = """
import numpy as np
from threadpoolctl import threadpool_info
from course_lib.engine.modules import Affine
from course_lib.engine.network import Network
from course_lib.engine.optim import SGD
from course_lib.engine.train import fit

def threads():
    return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}

seen = []
before = threads()
net = Network([Affine(3, 2)], np.random.default_rng(0))
x, labels = np.ones((4, 3)), np.array([0, 1, 0, 1])
watch = lambda step, net, history: seen.append(threads())
fit(net, x, labels, SGD(0.1), epochs=1, rng=np.random.default_rng(0), callbacks=[watch])
try:
    fit(net, x, labels + 7, SGD(0.1), epochs=1, rng=np.random.default_rng(0))
except ValueError:
    pass
print(before, seen[0], threads())
"""
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={"OPENBLAS_NUM_THREADS": "2", "OMP_NUM_THREADS": "2"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() in (["{2}", "{1}", "{2}"], ["{1}", "{1}", "{1}"])


ENGINE = sorted(p.stem for p in (Path(__file__).parents[2] / "course_lib" / "engine").glob("*.py"))


def test_the_engine_imports_numpy_alone():
    program = f"""
import sys, numpy.random
before = set(sys.modules)
import importlib
for name in {ENGINE!r}:
    importlib.import_module("course_lib.engine." + name)
print(*sorted({{name.split(".")[0] for name in set(sys.modules) - before}}))
"""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    outside = set(run.stdout.split()) - set(sys.stdlib_module_names)
    assert outside <= {"course_lib", "numpy"}
