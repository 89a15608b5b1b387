"""The student's commands: lab, submit, and what they need."""
