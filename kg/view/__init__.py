"""The page: one HTML file that opens without a network and shows who said what to whom, with the words it came from.

`nodes` reads what a node of the network says, `kinds` gives classes their colour and shape, `records` turns the network
into what the page holds, `story` puts its gist into sentences, `review` asks about doubtful names. `lines` says who is
linked with whom; a small graph is arranged by `layout` and made by pyvis in `drawing`, a large one by `force` and `wide`
for WebGL. `page` fills the template. What runs in the browser is written in `frontend/` and read, built, from `kg.web`.
"""

from kg.view.page import notebook_html, render

__all__ = ["notebook_html", "render"]
