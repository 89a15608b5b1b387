"""Release, trusted grading and the exercise bank: what the instructor needs."""

import sys

# jsonschema imports this package where it is there, which builds a grammar: a fourth of the time
# that all imports take. Nothing here asks jsonschema what an address looks like.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
