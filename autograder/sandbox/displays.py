"""What a cell shows besides text: tables, formulas, figures."""

import base64
import json
from typing import Any

SHOWN = ("text/plain", "text/html", "text/markdown", "text/latex", "image/png", "image/jpeg")
LIMIT = 2_000_000  # characters of all that one cell shows

# Whether it is the value of the cell's last line, and a text for each form.
Display = tuple[bool, dict[str, str]]


class Displays:
    """Collects what a shell would publish; what goes beyond the limit is left out."""

    def __init__(self, shell: Any) -> None:
        self._shown: list[Display] = []
        self._size = 0
        shell.display_pub.publish = self.publish
        shell.display_pub.clear_output = self.clear
        # The value of a cell goes where display() goes, instead of being printed.
        shell.displayhook.write_output_prompt = lambda: None
        shell.displayhook.write_format_data = lambda data, metadata=None: self._add(True, data)

    def publish(self, data: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        """Take what ``display`` shows."""
        self._add(False, data)

    def clear(self, wait: bool = False) -> None:
        """Forget what was shown, as ``clear_output`` wants."""
        self._shown.clear()

    def take(self) -> list[Display]:
        """Return what was shown and start over."""
        shown, self._shown, self._size = self._shown, [], 0
        return shown

    def _add(self, value: bool, data: dict[str, Any]) -> None:
        forms = {}
        for form in SHOWN:
            content = data.get(form)
            if type(content) is bytes:
                content = base64.b64encode(content).decode("ascii")
            if type(content) is str:
                forms[form] = content.encode("utf-8", "backslashreplace").decode()
        self._size += len(json.dumps(forms))
        if forms and self._size < LIMIT:
            self._shown.append((value, forms))
