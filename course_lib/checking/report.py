"""The verdict of a check: what held, what did not, what it is worth, and how it is shown."""

from __future__ import annotations

import html
from dataclasses import dataclass, field

from course_lib.checking.case import WORKED
from course_lib.checking.outcome import Outcome
from course_lib.checking.price import kept, shares

COUNTED = "Two of your answers were refused so far. The course counts that; it costs nothing."


@dataclass(frozen=True)
class Report:
    """The outcomes of an exercise in the order in which their hints help most.

    ``smaller`` is a case by hand for who is stuck.
    """

    exercise: str
    outcomes: list[Outcome]
    max_points: float | None = None
    hidden: bool = False
    smaller: str = ""

    @property
    def share(self) -> float:
        """Return the earned share: what each part of the exercise keeps of its own."""
        parts = shares(self.outcomes)
        lost = sum(share * (1.0 - kept(self.outcomes, part)) for part, share in parts.items())
        # A sum of shares such as 1/6 may miss 1 in its last digit, and nothing must earn that.
        return max(0.0, round(1.0 - lost, 12)) if parts else 0.0

    @property
    def points(self) -> float:
        """Return the earned points as a built-in float, rounded and never above the maximum.

        Without a maximum it is the share.
        """
        most = 1.0 if self.max_points is None else self.max_points
        return float(min(round(self.share * most, 2), most))

    @property
    def failures(self) -> list[Outcome]:
        """Return what failed; the most telling first."""
        return [o for o in self.outcomes if not o.passed]

    @property
    def unwritten(self) -> bool:
        """Tell whether there is nothing to check yet."""
        return bool(self.outcomes) and all(o.unwritten for o in self.outcomes)

    @property
    def notes(self) -> list[str]:
        """Return the remarks about accepted conventions, each once."""
        return list(dict.fromkeys(note for o in self.outcomes for note in o.notes))

    def smallest_case(self) -> str:
        """Return the shortest call, in numbers, of those that failed; "" if there is none.

        A call of the first function that failed: others may only follow from it. One that is
        worked out goes before the others.
        """
        failures = [o for o in self.failures if o.case]
        cases = [o.case for o in failures if o.of == failures[0].of]
        for words in (WORKED, " must come out", ""):
            if telling := [case for case in cases if words in case]:
                return min(telling, key=len)
        return ""

    def __repr__(self) -> str:
        if self.unwritten:
            return f"{self.exercise}: not written yet"
        lines = [self._headline()]
        for hint in self._hints():
            lines.append(f"  ✗ {hint.names}: {hint.symptom}")
            if hint.cause:
                lines.append(f"      {hint.heading.lower()}: {hint.cause}")
            if hint.folded:
                lines.append(f"      {hint.more}: {'; '.join(hint.folded)}")
        lines.extend(f"  ✓ {o.name}" for o in self.outcomes if o.passed)
        lines.extend(f"  note: {note}" for note in self.notes)
        if self.smaller:
            lines.append(f"  a smaller case: {self.smaller} {COUNTED}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        if self.unwritten:
            return f"<p><b>{html.escape(self.exercise)}</b>: not written yet.</p>"
        rows = [_failure_row(hint) for hint in self._hints()]
        held = [o.name for o in self.outcomes if o.passed]
        if held:
            rows.append(_row("✓", "#009E73", "holds", coded("; ".join(held))))
        rows.extend(_row("i", "#2F8FCF", "note", coded(note)) for note in self.notes)
        if self.smaller:
            told = _fold("Show me a smaller case", "currentColor", _worked(self.smaller))
            rows.append(_row("?", "#2F8FCF", "stuck?", f"{COUNTED}{told}"))
        return (
            f"<p><b>{html.escape(self._headline())}</b></p>"
            f'<table style="{TABLE}">{COLUMNS}{"".join(rows)}</table>'
        )

    def _hints(self) -> list[_Hint]:
        """Return what the failures say; one exception is told once, what is folded below its cause.

        A cause that was left out below another row goes with the same symptom there.
        """
        grouped: dict[str, _Hint] = {}
        for o in self.failures:
            if o.folded:
                near = next((h for h in grouped.values() if h.cause == o.cause), None)
                if near:
                    near.folded.append(o.name)
                    continue
            if o.symptom in grouped and o.cause in ("", grouped[o.symptom].cause):
                grouped[o.symptom].held.append(o.name)
            else:
                key = o.symptom if o.symptom not in grouped else f"{o.symptom} {o.cause}"
                grouped[key] = _Hint([o.name], o.symptom, o.cause, o.certain)
        return list(grouped.values())

    def _headline(self) -> str:
        if self.max_points is None:
            verdict = f"{self.exercise}: {self.share:.0%}"
        elif self.max_points:
            verdict = f"{self.exercise}: {self.points:g} of {self.max_points:g} points"
        else:
            verdict = f"{self.exercise} (practice, no points)"
        if not self.failures:
            verdict += ", everything holds"
        return verdict


class Points(float):
    """Points whose table is on the screen: a notebook shows them no second time.

    nbgrader takes the number from the plain text of a cell's last value.
    """

    def _repr_html_(self) -> str:
        return "<span></span>"


@dataclass
class _Hint:
    """What one or more failures say, and the names of those that fail for the same reason."""

    held: list[str]
    symptom: str
    cause: str
    certain: bool
    folded: list[str] = field(default_factory=list)

    @property
    def names(self) -> str:
        return "; ".join(self.held)

    @property
    def heading(self) -> str:
        return "The cause" if self.certain else "A likely cause"

    @property
    def more(self) -> str:
        many = len(self.folded)
        return f"{many} more {'fails' if many == 1 else 'fail'} for the same reason"


def _failure_row(hint: _Hint) -> str:
    text = coded(hint.symptom)
    if hint.cause:
        # What gives the very numbers has a line at its side; what may be has a broken one.
        line = "solid #D55E00" if hint.certain else "dashed #888"
        text += _fold(hint.heading, line, coded(hint.cause))
    if hint.folded:
        text += _fold(hint.more, "solid #888", coded("; ".join(hint.folded)))
    return _row("✗", "#D55E00", coded(hint.names), text)


def _worked(smaller: str) -> str:
    """Return a smaller case with the steps that are worked out below one another."""
    call, words, steps = smaller.partition(WORKED)
    if not steps:
        return coded(call)
    items = "".join(f"<li>{coded(step)}</li>" for step in steps.strip(" .").split("; "))
    return f"{coded(call)}<br>{words}<ol>{items}</ol>"


def _fold(summary: str, line: str, inner: str) -> str:
    """Return what opens on a click; ``line`` is drawn beside what it shows."""
    # nbgrader's feedback pages take the triangle away.
    head = f'<summary style="display:list-item;cursor:pointer">{summary}</summary>'
    beside = f"margin:0.3em 0;padding-left:0.6em;border-left:3px {line}"
    return f'<details>{head}<div style="{beside}">{inner}</div></details>'


#: Long lines are hard to read, and a table of Jupyter squeezes its columns: both have their widths.
TABLE = "table-layout:fixed;width:100%;max-width:52em;margin:0;overflow-wrap:anywhere"
COLUMNS = '<colgroup><col style="width:2em"><col style="width:28%"><col></colgroup>'


def _row(mark: str, colour: str, name: str, text: str) -> str:
    cell = 'style="text-align:left;vertical-align:top;white-space:normal;padding:0.3em 0.6em'
    return (
        f'<tr><td {cell};color:{colour};font-weight:bold">{mark}</td>'
        f'<td {cell}">{name}</td><td {cell}">{text}</td></tr>'
    )


def coded(text: str) -> str:
    """Return a hint as HTML: escaped, and with its `code` set as code."""
    parts = html.escape(text).split("`")
    return "".join(f"<code>{p}</code>" if i % 2 else p for i, p in enumerate(parts))
