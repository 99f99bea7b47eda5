"""Hiding and restoring personal values: Presidio behind one adapter, placeholders, the case vault."""
