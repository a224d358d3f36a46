"""HOW YOU LIKE IT: one declarative table of settings, and the file that holds them."""
