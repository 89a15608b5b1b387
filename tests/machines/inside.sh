# What debian.sh runs in its machine, as an ordinary user.
export PATH=/opt/venv/bin:/usr/bin:/bin OPENBLAS_NUM_THREADS=1
cd /course || exit 1
echo "== who and where: $(id -un), $(uname -r), $(cat /proc/self/cgroup)"
course() {
    python -c 'from autograder.commands import register
from course_lib.student.cli import app
register(app)
app()' "$@" 2>&1
}
echo "== course doctor"
course doctor
python - << 'END'
import os
from pathlib import Path
from autograder.sandbox import Sandbox
with Sandbox() as box, box.session() as session:
    folders = session._process._group._folders if session._process._group else []
    print("== the group of a session:", *folders)
    for folder in folders:
        for name in ("memory.max", "pids.max", "cpu.weight"):
            print("  ", name, (folder / name).read_text().strip())
END
echo "== tests"
python -m pytest -q -p no:cacheprovider \
    tests/sandbox/test_users.py tests/sandbox/test_memory.py tests/sandbox/test_clock.py \
    tests/sandbox/test_delegation.py tests/sandbox/test_tree.py 2>&1 | tail -15
echo "== done"
