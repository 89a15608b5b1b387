"""Release, trusted grading and the exercise bank: what the instructor needs."""
