"""How time and memory grow with the text, and what inputs of 1 MB cost."""
