"""What runs in the browser, built by `frontend/` and kept here, so that nobody needs Node to use the package.

Nothing here is edited by hand: change `frontend/src`, then `make frontend`. Licences of what is bundled: LICENSES.txt.
"""

import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
CLOSES = re.compile(r"<(?=/script|/style|!--)", re.IGNORECASE)  # would end the element, or hide its end


@cache
def text(name: str) -> str:
    """Return a built file, such as "page.js"."""
    return (HERE / name).read_text("utf-8")


@cache
def inline(name: str) -> str:
    """Return a built file as it can stand inside a `script` or `style` element of a page."""
    return CLOSES.sub(r"<\\", text(name))
