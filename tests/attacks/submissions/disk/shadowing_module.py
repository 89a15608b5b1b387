"""Hand in a numpy.py and a course_lib beside the notebook, which shadow the real ones."""

YES = """\
class Yes:
    def hidden(self, *functions, points):
        return float(points)
    __call__ = hidden
relu = relative_error = Yes()
"""


def files(folder):
    package = folder / "course_lib" / "checks"
    package.mkdir(parents=True)
    (package.parent / "__init__.py").write_text("")
    (package / "__init__.py").write_text("")
    (package / "warmup.py").write_text(YES)
    (package.parent / "notebook.py").write_text("def needs(*a): pass\ndef predict(*a): pass\n")
