"""The core: from a ticket to a checked draft and a recorded decision. Imports nothing of ours outside itself."""
