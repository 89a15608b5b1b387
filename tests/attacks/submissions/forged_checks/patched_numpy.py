"""Replace NumPy's comparisons by functions that always say yes."""

CELL = """\
np.all = np.allclose = np.array_equal = lambda *a, **k: True
"""
