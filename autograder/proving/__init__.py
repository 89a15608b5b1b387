"""The proof of the checks: answers, mutants, and what the checks say about them."""
