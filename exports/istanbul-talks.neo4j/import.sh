#!/usr/bin/env bash
# Usage: import.sh [DATABASE]; what the database held is gone.
set -euo pipefail
cd "$(dirname "$0")"
neo4j-admin database import full "${1:-neo4j}" --overwrite-destination --id-type=string \
  --nodes=nodes.csv --relationships=edges.csv --array-delimiter=U+001F --multiline-fields=true
