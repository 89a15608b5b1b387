# What debian.sh runs in its machine, as an ordinary user.
export PATH=/opt/venv/bin:/usr/bin:/bin OPENBLAS_NUM_THREADS=1
cd /course || exit 1
echo "== who and where: $(id -un), $(uname -r), $(cat /proc/self/cgroup)"
doctor() {
    python -c 'from course_lib.student.cli import main; main()' doctor 2>&1
}
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
echo "== tests/sandbox"
python -m pytest -q -p no:cacheprovider -p no:randomly tests/sandbox 2>&1 | tail -15
echo "== done"
