"""Compiled policy: files become sections, rules, clocks and decision tables; nothing else reads `policies/`."""
