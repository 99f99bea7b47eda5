"""One file a version, each with the tables as they were then."""
