"""The command that measures quality: evaluate."""
