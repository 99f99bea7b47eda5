"""The language model: its entities by a forward pass of our own, read in windows, behind Presidio."""
