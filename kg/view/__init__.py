"""The page: one HTML file that opens without a network and shows who said what to whom, with the words it came from.

`nodes` reads what a node of the network says, `kinds` gives classes their colour and shape, `records` turns the network
into what the page holds, `story` puts its gist into sentences, `layout` and `drawing` make the graph with pyvis, and
`page` fills the template. The page's own style and scripts lie beside it (`page.css`, `script/`), and need no build.
"""

from kg.view.page import notebook_html, render

__all__ = ["notebook_html", "render"]
