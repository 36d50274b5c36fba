"""Servers that are started once for all tests."""

import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import JAVA, free_port, running, tool, wait_for_page, wait_for_port


@pytest.fixture(scope="session")
def fuseki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of an empty dataset in Apache Jena Fuseki."""
    (jar,) = tool("fuseki").glob("jena-fuseki-server-*.jar")
    folder, port = tmp_path_factory.mktemp("fuseki"), free_port()
    command = [*JAVA, "-jar", jar, "--mem", "--update", f"--port={port}", "--localhost", "/talks"]
    with running(command, folder, FUSEKI_BASE=str(folder)) as process:
        wait_for_port(port, process, folder)
        wait_for_page(f"http://127.0.0.1:{port}/talks?query=ASK%7B%7D")
        yield f"http://127.0.0.1:{port}/talks"


@pytest.fixture(scope="session")
def rdf4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of an empty repository in Eclipse RDF4J."""
    jars = tool("rdf4j")
    (jetty,), (war,) = jars.glob("jetty-runner-*.jar"), jars.glob("*.war")
    folder, port = tmp_path_factory.mktemp("rdf4j"), free_port()
    settings = [f"-Dorg.eclipse.rdf4j.appdata.basedir={folder}", f"-Djava.io.tmpdir={folder}"]
    command = [*JAVA, *settings, "-jar", jetty, "--host", "127.0.0.1", "--port", str(port), "--path", "/rdf4j", war]
    with running(command, folder) as process:
        wait_for_port(port, process, folder)
        url = f"http://127.0.0.1:{port}/rdf4j"
        wait_for_page(f"{url}/protocol")
        about = b"""
            @prefix rep: <http://www.openrdf.org/config/repository#> .
            @prefix sr: <http://www.openrdf.org/config/repository/sail#> .
            @prefix sail: <http://www.openrdf.org/config/sail#> .
            [] a rep:Repository ; rep:repositoryID "talks" ; rep:repositoryImpl [
              rep:repositoryType "openrdf:SailRepository" ; sr:sailImpl [ sail:sailType "openrdf:MemoryStore" ] ] ."""
        headers = {"Content-Type": "text/turtle"}
        place = f"{url}/repositories/talks"
        with urllib.request.urlopen(urllib.request.Request(place, about, headers, method="PUT"), timeout=60):
            yield place


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of an empty Oxigraph server."""
    folder, port = tmp_path_factory.mktemp("oxigraph"), free_port()
    program = Path(sys.executable).with_name("oxigraph")
    if not program.is_file():
        pytest.skip("the server of Oxigraph is not installed")
    command = [program, "serve", "--location", folder / "store", "--bind", f"127.0.0.1:{port}"]
    with running(command, folder) as process:
        wait_for_port(port, process, folder)
        yield f"http://127.0.0.1:{port}"
