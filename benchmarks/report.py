"""The results as a table and as a picture."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.plan import GOALS


def reached(key: str, value: float, goal: float) -> bool:
    """Tell whether a ratio meets its goal: speed-ups want to be large, costs small."""
    return value >= goal if key.endswith("_over_stack") else value <= goal


def rounded(value: Any) -> Any:
    """Return nested results with three significant digits: more would be noise."""
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    return float(f"{value:.3g}") if isinstance(value, float) else value


def table(results: dict[str, Any]) -> str:
    """Return the machine, and a line for each ratio with its goal."""
    lines = [f"{key}: {value}" for key, value in results["machine"].items()]
    if "gradients" in results:
        lines.append(f"largest difference to PyTorch's gradients: {results['gradients']}")
    lines.append(f"{'workload':12} {'ratio to':24} {'value':>8} {'goal':>8}")
    for name, key, shown, wanted, mark in rows(results):
        missed = "  missed" if mark == "missed" else ""
        lines.append(f"{name:12} {key:24} {shown:>8} {wanted:>8}{missed}")
    return "\n".join(lines)


def rows(results: dict[str, Any]) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield for each ratio its workload, peer, value and goal, and "met", "missed" or nothing."""
    for name, values in results["ratios"].items():
        for key, value in values.items():
            shown = str(value) if isinstance(value, bool) else f"{value:.3g}"
            goal = GOALS.get(name, {}).get(key)
            if goal is None:
                yield name, key, shown, "", ""
            else:
                mark = "met" if reached(key, value, goal) else "missed"
                yield name, key, shown, f"{goal:.3g}", mark


def page(results: dict[str, Any]) -> str:
    """Return benchmarks/results.md: the machine and the table, for readers."""
    used = results["machine"]
    lines = [
        "# Results",
        "",
        "Written by `make bench`. Costs are ours divided by the peer's; `gemm` are the bare matrix "
        "products, `torch_gemm` the same products by PyTorch. Rows that end in `_over_stack` are "
        "speed-ups.",
        "",
        f"{used['processor']}, {used['blas']}; NumPy {used['numpy']}, PyTorch {used['torch']}, "
        f"scikit-learn {used['scikit-learn']}, Python {used['python']}.",
        "",
        "| workload | ratio to | value | goal | |",
        "|---|---|---|---|---|",
    ]
    lines += [f"| {' | '.join(row)} |" for row in rows(results)]
    return "\n".join(lines) + "\n"


def draw(results: dict[str, Any], path: Path) -> None:
    """Save two panels: our cost beside the peers', and how it grows."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 4), layout="constrained", facecolor="white")
    left, right = figure.subplots(1, 2)
    names = [name for name in results["ratios"] if "torch" in results["ratios"][name]]
    peers = {"torch": ("PyTorch", "#0072B2"), "gemm": ("bare matrix products", "#E69F00")}
    for offset, (peer, (label, colour)) in enumerate(peers.items()):
        bars = [results["ratios"][name].get(peer, 0) for name in names]
        places = [place + 0.4 * offset for place in range(len(names))]
        left.bar(places, bars, width=0.4, label=label, color=colour)
    left.axhline(1, color="black", linewidth=0.8)
    left.set_xticks([place + 0.2 for place in range(len(names))], names, rotation=30)
    left.set_ylabel("our CPU time divided by")
    left.legend()
    markers = {"depth": "o", "width": "s", "members": "^", "search": "D"}
    for name, curve in results["growth_seconds"].items():
        sizes = [int(size) for size in curve]
        start = next(iter(curve.values()))
        costs = [seconds / start for seconds in curve.values()]
        right.loglog([size / sizes[0] for size in sizes], costs, marker=markers[name], label=name)
    right.loglog([1, 200], [1, 200], color="grey", linestyle=":", label="in proportion")
    right.set_xlabel("size, relative to the smallest")
    right.set_ylabel("CPU time, relative to the smallest")
    right.legend()
    figure.suptitle(f"{results['machine']['processor']}, {results['machine']['blas']}")
    figure.savefig(path, dpi=120)
