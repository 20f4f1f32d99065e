"""briefbuild: a folder in, finished publications out."""
