"""The proof put to the test: faults seeded in finished files, and real texts left as they are."""
