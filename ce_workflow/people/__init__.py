"""Who: roles and their reach, names and identity numbers, and who may not decide what."""
