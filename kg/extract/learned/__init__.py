"""The learned span finder: who, cue and content of each statement, read by a small transformer."""
