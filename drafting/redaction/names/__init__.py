"""People: by a cue, in running text, in careless writing, in e-mail addresses and file names; the word lists."""
