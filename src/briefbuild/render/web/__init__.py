"""The web page: one file with all that it needs, for an institute's site."""
