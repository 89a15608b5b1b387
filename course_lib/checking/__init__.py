"""The frame of the checks: what an exercise, a property, a trial and a report are."""
