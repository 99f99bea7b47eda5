"""Our own texts, by section, from which triage learns what a text means."""
