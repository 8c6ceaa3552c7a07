"""Of two statements: do they say the same, does the one deny the other. How it is taught."""
