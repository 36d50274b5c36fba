"""What sources say of themselves: that they want to stay without a name."""

import re

ANONYMITY = re.compile(
    r"""\b(?: un-?named | anonym\w+ | not?\ (?:to\ )?be\ (?:named|identified|quoted)
      | (?:mention|give|reveal|disclose)\ (?:his|her|their)\ (?:names?|identity) )\b""",
    re.VERBOSE,
)
SHORT = 60  # characters


def is_of_anonymity(words: str) -> bool:
    """Return whether a few words only say that somebody is not to be named ("refused to mention his name")."""
    return len(words) < SHORT and ANONYMITY.search(words) is not None
