"""The page itself: pyvis's nodes and edges, our records and scripts and vis-network, all in one file.

Everything that comes from an article is carried as JSON in blocks that browsers do not run, with every character that
could end such a block escaped; the scripts are allowed by their hashes, so nothing else runs, and nothing is requested.
"""

import base64
import hashlib
import html
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.view import drawing, kinds, nodes, records, story

if TYPE_CHECKING:
    from jinja2 import Environment

    from kg.view.nodes import Network

HERE = Path(__file__).parent
TEMPLATE = "page.html.j2"
SCRIPTS = (
    "model",
    "text",
    "relate",
    "panel",
    "article",
    "lists",
    "drawing",
    "search",
    "main",
)  # in the order they build on each other
VIS = Path("templates") / "lib" / "vis-9.1.2" / "vis-network.min.js"  # inside pyvis
SOURCE_MAP = re.compile(r"\n?//# sourceMappingURL=\S+\s*$")  # a browser's tools would ask for it
# What could end a script block or upset a parser of JSON inside HTML, and half characters that UTF-8 cannot hold.
UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
REST_OF_POLICY = "style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'"
FRAME_HEIGHT = 640


def render(network: "Network", title: str = "") -> str:
    """Return the page of a network as one HTML file that needs nothing else; the same network gives the same bytes.

    Without a title the page takes the headline of the only article or the name of the main event.
    """
    index = records.Index.of(network)
    things, links = records.things(network, index), records.links(network, index)
    event = story.main_event(network)
    sides = [index.things[node] for node in story.parties(network, event) if node in index.things] if event else []
    graph: Any = drawing.network(things, links, index.things.get(event, -1), sides)
    page = {
        "documents": records.documents(network, index),
        "kinds": [
            kinds.kind(name).record() for name in kinds.FAMILIES if any(thing["kind"] == name for thing in things)
        ],
        "things": things,
        "links": links,
        "relations": records.relations(network, index),
        "summary": [_parts(network, index, sentence) for sentence in story.summary(network)],
        "main": index.things.get(event, -1),
    }
    graph.heading = " ".join(title.split()) or story.title(network)
    graph.templateEnv = _environment(page, story.reading(network))
    graph.path = TEMPLATE
    return str(graph.generate_html())


def notebook_html(network: "Network", title: str = "", height: int = FRAME_HEIGHT) -> str:
    """Return the page in a frame, for `_repr_html_`: its styles and scripts cannot touch the notebook."""
    name = html.escape(title or story.title(network), quote=True)
    page = html.escape(render(network, title), quote=True)
    sandbox = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
    style = f"width:100%;height:{int(height)}px;border:1px solid #8888;border-radius:6px"
    return f'<iframe title="{name}" sandbox="{sandbox}" style="{style}" srcdoc="{page}"></iframe>'


def _parts(network: "Network", index: records.Index, sentence: story.Sentence) -> list[Any]:
    """Return a sentence as the page holds it: strings, and numbers of things."""
    return [
        index.things.get(part.node, nodes.label(network, part.node)) if isinstance(part, story.Name) else part
        for part in sentence
    ]


def _environment(page: dict[str, Any], reading: str) -> "Environment":
    """Return the Jinja environment in which pyvis renders our template instead of its own."""
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(HERE, encoding="utf-8"), autoescape=True, keep_trailing_newline=True
    )
    scripts = [_vis(), _script()]
    environment.globals.update(page=page, reading=reading, scripts=scripts, style=_file("page.css"))
    environment.globals.update(policy=_policy(scripts))
    environment.filters["json"] = to_json
    return environment


def to_json(value: object) -> str:
    """Return JSON that can stand inside a script block of HTML: whatever it holds, it cannot end the block."""
    from markupsafe import Markup

    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", written))


def _policy(scripts: list[str]) -> str:
    """Return the content security policy: nothing is loaded from anywhere, and only these scripts run."""
    allowed = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'" for code in scripts
    )
    return f"default-src 'none'; script-src {allowed}; {REST_OF_POLICY}"


@cache
def _file(name: str) -> str:
    from markupsafe import Markup

    return Markup((HERE / name).read_text("utf-8"))


@cache
def _script() -> str:
    """Return our scripts as one, with a scope of its own."""
    from markupsafe import Markup

    parts = "\n".join((HERE / "script" / f"{name}.js").read_text("utf-8") for name in SCRIPTS)
    return Markup(f"(() => {{\n'use strict';\n{parts}\n}})();")


@cache
def _vis() -> str:
    """Return vis-network as pyvis brings it."""
    import pyvis
    from markupsafe import Markup

    code = (Path(pyvis.__file__).parent / VIS).read_text("utf-8")
    return Markup(SOURCE_MAP.sub("", code).replace("</script", "<\\/script"))
