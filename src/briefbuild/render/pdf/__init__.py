"""The print PDF, through WeasyPrint."""
