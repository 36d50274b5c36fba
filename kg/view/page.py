"""The page itself: the drawing, our records, the front end and vis-network or sigma.js, all in one file.

Everything that comes from an article is carried as JSON in blocks that browsers do not run, with every character that
could end such a block escaped; the scripts are allowed by their hashes, so nothing else runs, and nothing is requested.
"""

import base64
import hashlib
import html
import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import web
from kg.errors import KgError
from kg.view import drawing, kinds, nodes, records, review, story

if TYPE_CHECKING:
    from kg.resolve.doubts import Doubt
    from kg.view.nodes import Network

TEMPLATE = "page.html.j2"
VIS = Path("templates") / "lib" / "vis-9.1.2" / "vis-network.min.js"  # inside pyvis
SOURCE_MAP = re.compile(r"\n?//# sourceMappingURL=\S+\s*$")  # a browser's tools would ask for it
# What could end a script block or upset a parser of JSON inside HTML, and half characters that UTF-8 cannot hold.
UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
REST_OF_POLICY = "style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'"
FRAME_HEIGHT = 640


def render(
    network: "Network", title: str = "", focus: str = "", doubts: "Sequence[Doubt]" = (), folder: str = ""
) -> str:
    """Return the page of a network as one HTML file that needs nothing else; the same network gives the same bytes.

    Without a title the page takes the headline of the only article or the name of the main event. With the IRI of a
    node as `focus` the page opens on what is near it. It asks about the doubtful pairs of names, if there are any, of
    the graph directory called `folder`. Raises `KgError` if the page does not show such a node.
    """
    index = records.Index.of(network)
    if focus and focus not in index.things:
        raise KgError(
            f"the page cannot open on {focus}: it is no name, event, place, position or statement of the graph"
        )
    page = _page(network, index, focus) | {"review": review.review(network, index, doubts, folder)}
    drawn = drawing.graph(page["things"], page["links"], page["main"], _sides(network, index, focus))
    scripts = [web.inline("webgl.js") if "large" in drawn else _vis(), web.inline("page.js")]
    return str(
        _template().render(
            heading=" ".join(title.split()) or story.title(network),
            reading=story.reading(network),
            gist=[_words(page["things"], sentence) for sentence in page["summary"]],
            page=page,
            graph=drawn,
            world=_world(page["things"]),
            scripts=scripts,
            style=web.inline("page.css"),
            policy=_policy(scripts),
        )
    )


def _page(network: "Network", index: records.Index, focus: str) -> dict[str, Any]:
    """Return what the page holds beside the drawing."""
    things = records.things(network, index)
    return {
        "documents": records.documents(network, index),
        "kinds": [
            kinds.kind(name).record() for name in kinds.FAMILIES if any(thing["kind"] == name for thing in things)
        ],
        "things": things,
        "links": records.links(network, index),
        "relations": records.relations(network, index),
        "summary": [_parts(network, index, sentence) for sentence in story.summary(network)],
        "main": index.things.get(focus or story.main_event(network), -1),
        "focus": index.things.get(focus, -1),
    }


def _sides(network: "Network", index: records.Index, focus: str) -> list[int]:
    """Return who stands on the sides of the drawing: who took part in the main event."""
    event = focus or story.main_event(network)
    return [index.things[node] for node in story.parties(network, event) if node in index.things] if event else []


def _world(things: list[dict[str, Any]]) -> str:
    """Return the outlines of countries, ready to stand in the page; empty where nothing would be on the map."""
    from markupsafe import Markup

    return Markup(_outlines()) if any("at" in thing or "iso" in thing for thing in things) else Markup("")


@cache
def _outlines() -> str:
    return to_json(json.loads(web.text("world.json")))


def notebook_html(network: "Network", title: str = "", height: int = FRAME_HEIGHT) -> str:
    """Return the page in a frame, for `_repr_html_`: its styles and scripts cannot touch the notebook."""
    name = html.escape(title or story.title(network), quote=True)
    page = html.escape(render(network, title), quote=True)
    sandbox = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"
    style = f"width:100%;height:{int(height)}px;border:1px solid #8888;border-radius:6px"
    return f'<iframe title="{name}" sandbox="{sandbox}" style="{style}" srcdoc="{page}"></iframe>'


def _words(things: list[dict[str, Any]], sentence: list[Any]) -> str:
    """Return a sentence in plain words, as it is painted before the page has made links of its names."""
    return "".join(things[part]["label"] if isinstance(part, int) else part for part in sentence)


def _parts(network: "Network", index: records.Index, sentence: story.Sentence) -> list[Any]:
    """Return a sentence as the page holds it: strings, and numbers of things."""
    return [
        index.things.get(part.node, nodes.label(network, part.node)) if isinstance(part, story.Name) else part
        for part in sentence
    ]


@cache
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent, encoding="utf-8"), autoescape=True, keep_trailing_newline=True
    )
    environment.filters["json"] = to_json
    return environment.get_template(TEMPLATE)


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
def _vis() -> str:
    """Return vis-network as pyvis brings it."""
    import pyvis

    code = (Path(pyvis.__file__).parent / VIS).read_text("utf-8")
    return SOURCE_MAP.sub("", code).replace("</script", "<\\/script")
