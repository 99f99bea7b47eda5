"""Postal addresses of many countries by rules, and which places of the model are somebody's."""
