# What machine.sh runs in its machine, as an ordinary user who may use sudo.
export PATH=/opt/venv/bin:/usr/sbin:/usr/bin:/sbin:/bin OPENBLAS_NUM_THREADS=1
cd /course || exit 1
. /etc/os-release
echo "== who and where: $(id -un), $PRETTY_NAME, $(uname -r), $(cat /proc/self/cgroup)"
course() {
    python -c 'from autograder.commands import register
from course_lib.student.cli import app
register(app)
app()' "$@" 2>&1
}
namespace() { unshare --user --map-root-user --mount true 2>&1 && echo "unshare has a namespace of its own"; }

# Ubuntu forbids user namespaces by itself, a hardened Debian by this.
[ "$ID" = debian ] && sudo sysctl -q -w kernel.unprivileged_userns_clone=0
echo "== course doctor, before"
course doctor
namespace
echo "== the remedy"
remedy=$(python -c 'from autograder.sandbox.protection import protection
print(protection().remedy.partition(" (in a file")[0])')
echo "$remedy"
sh -c "$remedy"
echo "== course doctor, after"
course doctor
namespace
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
    session.run_cell("label = open('/proc/self/attr/current').read().strip()", 60.0)
    print("== AppArmor's name for it:", session.get("label"))
END
echo "== tests of the jail"
python -m pytest -q -p no:cacheprovider tests/sandbox/test_jail.py 2>&1 | tail -15
echo "== attacks on the network, on others, on memory and processor"
python -m pytest -q -p no:cacheprovider tests/attacks tests/autograder/test_busy_class.py \
    -k "network or other_submissions or memory or processes or busy" 2>&1 | tail -15
echo "== the other tests of the sandbox"
python -m pytest -q -p no:cacheprovider tests/sandbox --ignore tests/sandbox/test_jail.py 2>&1 |
    tail -15
echo "== done"
