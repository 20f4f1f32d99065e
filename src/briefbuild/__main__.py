"""`python -m briefbuild`."""

from briefbuild.cli import main

main()
