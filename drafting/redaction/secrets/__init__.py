"""Secrets: vendors' forms, key blocks, connection strings, and what a name or a sentence calls one."""
