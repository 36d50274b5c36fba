"""A warning where a text is not in English, the only language that the extractor reads."""

import re
from functools import cache
from typing import Any

SAMPLE_CHARACTERS = 2_000
MIN_LETTERS = 40  # below this the detector guesses
CONFIDENT = 0.9
# Words that no English paragraph lacks and that no other language shares in number: where enough are seen, as usual,
# the detector need not be loaded (half a second).
ENGLISH = frozenset(
    re.findall(r"\w+", "the of and to in that is was for on with as by has have he said from at it are not be an")
)
USUAL_SHARE = 0.15  # English news lies between 0.25 and 0.4
# fmt: off
NAMES = {
    "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian",
    "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish",
    "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ka": "Georgian", "kk": "Kazakh", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian",
    "ms": "Malay", "nb": "Norwegian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "ps": "Pashto",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian",
    "sr": "Serbian", "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}
# fmt: on


def notes(text: str, declared: str = "") -> tuple[str, ...]:
    """Return one sentence if `text` is surely not English or its page declares another language, else nothing."""
    claimed = re.split("[-_]", declared.strip().lower())[0]
    code = detected(text[:SAMPLE_CHARACTERS]) or (claimed if claimed in NAMES else "en")
    if code == "en":
        return ()
    return (f"the text seems to be {NAMES.get(code, f'in language {code!r}')}; only English is understood",)


def detected(sample: str) -> str:
    """Return the ISO 639-1 code of the language of `sample`, or nothing where that is not certain."""
    if sum(character.isalpha() for character in sample) < MIN_LETTERS:
        return ""
    words = re.findall(r"[^\W\d_]+", sample.lower())
    if sum(word in ENGLISH for word in words) >= USUAL_SHARE * len(words):
        return "en"
    code, confidence = identifier().classify(sample)
    return str(code) if confidence >= CONFIDENT else ""


@cache
def identifier() -> Any:
    """Return the language identifier, loaded once."""
    from py3langid import langid

    model: Any = langid.LanguageIdentifier
    return model.from_model_file(langid.MODEL_FILE, norm_probs=True)
