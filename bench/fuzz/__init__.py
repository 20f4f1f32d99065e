"""Briefs as authors write them, put together at random: none may lose a word or end badly."""
