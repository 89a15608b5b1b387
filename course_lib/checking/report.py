"""The verdict of a check: what held, what did not, what it is worth, and how it is shown."""

from __future__ import annotations

import html
from dataclasses import dataclass

from course_lib.checking.outcome import Outcome
from course_lib.checking.price import kept, shares


@dataclass(frozen=True)
class Report:
    """The outcomes of an exercise in the order in which their hints help most."""

    exercise: str
    outcomes: list[Outcome]
    max_points: float | None = None
    hidden: bool = False

    @property
    def share(self) -> float:
        """Return the earned share: what each part of the exercise keeps of its own."""
        parts = shares(self.outcomes)
        lost = sum(share * (1.0 - kept(self.outcomes, part)) for part, share in parts.items())
        return 1.0 - lost if parts else 0.0

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

    def __repr__(self) -> str:
        if self.unwritten:
            return f"{self.exercise}: not written yet"
        lines = [self._headline()]
        for names, symptom, cause in self._hints():
            lines.append(f"  ✗ {names}: {symptom}")
            if cause:
                lines.append(f"      a likely cause: {cause}")
        lines.extend(f"  ✓ {o.name}" for o in self.outcomes if o.passed)
        lines.extend(f"  note: {note}" for note in self.notes)
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        if self.unwritten:
            return f"<p><b>{html.escape(self.exercise)}</b>: not written yet.</p>"
        rows = [_failure_row(*hint) for hint in self._hints()]
        held = [o.name for o in self.outcomes if o.passed]
        if held:
            rows.append(_row("✓", "#009E73", "holds", _code("; ".join(held))))
        rows.extend(_row("i", "#0072B2", "note", _code(note)) for note in self.notes)
        return (
            f"<p><b>{html.escape(self._headline())}</b></p>"
            f'<table style="table-layout:auto;max-width:60em;margin:0">{"".join(rows)}</table>'
        )

    def _hints(self) -> list[tuple[str, str, str]]:
        """Return names, symptom and cause of the failures; one exception is told once."""
        grouped: dict[tuple[str, str], list[str]] = {}
        for outcome in self.failures:
            grouped.setdefault((outcome.symptom, outcome.cause), []).append(outcome.name)
        return [("; ".join(names), *hint) for hint, names in grouped.items()]

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


def _failure_row(names: str, symptom: str, cause: str) -> str:
    text = _code(symptom)
    if cause:
        # nbgrader's feedback pages take the triangle away.
        summary = '<summary style="display:list-item;cursor:pointer">A likely cause</summary>'
        text += f"<details>{summary}{_code(cause)}</details>"
    return _row("✗", "#D55E00", _code(names), text)


def _row(mark: str, colour: str, name: str, text: str) -> str:
    cell = 'style="text-align:left;vertical-align:top;padding:0.3em 0.6em'
    return (
        f'<tr><td {cell};color:{colour};font-weight:bold">{mark}</td>'
        f'<td {cell};max-width:20em">{name}</td><td {cell}">{text}</td></tr>'
    )


def _code(text: str) -> str:
    """Escape a hint and turn its `code` into HTML."""
    parts = html.escape(text).split("`")
    return "".join(f"<code>{p}</code>" if i % 2 else p for i, p in enumerate(parts))
