"""What the tests of several rooms share; pytest puts this folder on the path for it."""
