"""From bytes to characters, once and for all: what is decoded here is valid Unicode and valid XML text."""

import re
from io import BufferedReader, BytesIO, TextIOWrapper

from kg.errors import SkipDocument

# All that XML 1.0 and most databases refuse: control characters but tab and line ends, surrogates without their other
# half, the byte order mark and the two non-characters beside it. Each becomes one space, so that every offset holds.
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
# A byte that the error handler "surrogateescape" could not decode.
ESCAPED = re.compile("[\udc80-\udcff]")
# In text of Western languages in an 8-bit encoding few bytes are not ASCII, and from few the detector guesses wildly
# (it reads curly quotation marks as Baltic letters), while Windows-1252 is nearly always right. In others most are not.
MOSTLY_ASCII = 0.7
ENCODINGS = [  # the ones that news is found in, so that the detector does not offer MS-DOS code pages
    *("utf_16", "utf_32", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r"),
    *("iso8859_2", "iso8859_5", "iso8859_7", "iso8859_9", "big5", "gb18030", "shift_jis", "euc_jp", "euc_kr"),
]
BYTE_ORDER_MARKS = {  # longest first: UTF-32's begins with UTF-16's
    b"\xff\xfe\x00\x00": "utf-32-le",
    b"\x00\x00\xfe\xff": "utf-32-be",
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
}
SIGNATURES = {
    b"%PDF-": "a PDF; give it the suffix .pdf",
    b"PK\x03\x04": "a zip archive or an Office file; unpack it, or give it the suffix .docx",
    b"\xd0\xcf\x11\xe0": "an old Office file; save it as .docx",
    b"\x1f\x8b": "compressed with gzip; unpack it first",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"\x7fELF": "a program",
}
CONTROL = bytes({*range(32), 127} - {*b"\t\n\r\f\x1b"})
SAMPLE_BYTES = 65_536
# A random byte is one of CONTROL in about one of ten cases; text that is valid UTF-8 may be padded with some.
MAX_CONTROL, MAX_CONTROL_IN_UTF8 = 0.05, 0.3


def decode(octets: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the characters that `octets` stand for, one for one, and a note where they are not plain UTF-8.

    Raises `SkipDocument` where they are no text at all. Characters that cannot be shown are not yet blanked.
    """
    encoding = next((encoding for mark, encoding in BYTE_ORDER_MARKS.items() if octets.startswith(mark)), "")
    if encoding:
        return octets.decode(encoding, "replace"), (f"it is not UTF-8 and was read as {encoding.upper()}",)
    refuse_known_binary(octets, name)
    try:
        text, notes = octets.decode("utf-8", "surrogatepass"), ()
    except UnicodeDecodeError:
        refuse_binary(octets, MAX_CONTROL, name)
        return decode_foreign(octets)
    refuse_binary(octets, MAX_CONTROL_IN_UTF8, name)
    return text, notes


def decode_foreign(octets: bytes) -> tuple[str, tuple[str, ...]]:
    """Return text that is not UTF-8, read as the most likely encoding, with a note that says which."""
    from charset_normalizer import from_bytes

    patched, broken, kept = patch_utf8(octets)
    if kept > broken:
        return patched, (f"{broken} of its bytes are not UTF-8 and were read as Windows-1252",)
    high = len(octets.translate(None, bytes(range(128))))
    guess = None if high < (1 - MOSTLY_ASCII) * len(octets) else from_bytes(octets, cp_isolation=ENCODINGS).best()
    encoding = guess.encoding if guess else "cp1252"
    return octets.decode(encoding, "replace"), (f"it is not UTF-8 and was read as {encoding}",)


def patch_utf8(octets: bytes) -> tuple[str, int, int]:
    """Return the text, its bytes that are no UTF-8 read as Windows-1252, their number, and that of sound non-ASCII."""
    text = octets.decode("utf-8", "surrogateescape")
    patched, broken = ESCAPED.subn(lambda match: escaped_bytes(match[0]).decode("cp1252", "replace"), text)
    return patched, broken, len(text) - len(text.encode("ascii", "ignore")) - broken


def escaped_bytes(text: str) -> bytes:
    """Return the bytes from which `text` was decoded with the error handler "surrogateescape"."""
    return text.encode("utf-8", "surrogateescape")


def refuse_known_binary(octets: bytes, name: str) -> None:
    """Raise `SkipDocument` where the first bytes are those of a well-known format that is not text."""
    for signature, what in SIGNATURES.items():
        if octets.startswith(signature):
            raise SkipDocument(f"{name} is not text but {what}.")


def refuse_binary(octets: bytes, limit: float, name: str) -> None:
    """Raise `SkipDocument` where more than `limit` of the first bytes are control characters."""
    sample = octets[:SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, CONTROL))
    if controls > limit * len(sample):
        raise SkipDocument(f"{name} is a binary file: of its first {len(sample)} bytes {controls} are controls.")


def blank_controls(text: str) -> str:
    """Return `text` with each character that cannot be shown replaced by one space; the length stays."""
    return UNREADABLE.sub(" ", text)


def one_line(text: str) -> str:
    """Return `text` with every run of white space and unreadable characters as one space, none at the ends."""
    return " ".join(blank_controls(text).split())


def mended(text: str) -> tuple[str, tuple[str, ...]]:
    """Return `text` with mojibake undone ("â€œ" for a quotation mark), which changes lengths, and a note if any was."""
    import ftfy
    from ftfy.badness import is_bad

    fixed = ftfy.fix_encoding(text) if is_bad(text) else text
    return fixed, () if fixed == text else ("it was decoded wrongly before it came here, which was undone",)


def utf8_stream(stream: BufferedReader) -> BufferedReader:
    """Return `stream`, or where it opens with the mark of UTF-16 or UTF-32 its text as UTF-8; must be at its start."""
    start = stream.peek(4)
    encoding = next((encoding for mark, encoding in BYTE_ORDER_MARKS.items() if start.startswith(mark)), "")
    if not encoding:
        return stream
    decoder = TextIOWrapper(stream, encoding, "replace", newline="")
    characters = decoder.read()
    decoder.detach()
    return BufferedReader(BytesIO(characters.encode("utf-8", "replace")))
