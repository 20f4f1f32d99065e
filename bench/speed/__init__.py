"""How long a brief takes, against other ways to make the same formats."""
