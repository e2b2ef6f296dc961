#!/bin/sh
# A Virtuoso with the same triples, for `python -m benchmarks.questions`: starts it in a folder of its own on loopback,
# loads one N-Triples file into one graph, says "ready" and waits until its input ends; then stops it.
# Usage: virtuoso.sh FOLDER FILE.nt HTTP_PORT SQL_PORT      Needs virtuoso-t and isql-vt (Debian: virtuoso-opensource-7).
set -eu
folder=$1 file=$2 http=$3 sql=$4
isql=$(command -v isql-vt || command -v isql-v || command -v isql)
cat > "$folder/virtuoso.ini" <<INI
[Database]
DatabaseFile = $folder/v.db
ErrorLogFile = $folder/v.log
LockFile = $folder/v.lck
TransactionFile = $folder/v.trx
xa_persistent_file = $folder/v.pxa
[TempDatabase]
DatabaseFile = $folder/t.db
TransactionFile = $folder/t.trx
[Parameters]
ServerPort = 127.0.0.1:$sql
NumberOfBuffers = 340000
MaxDirtyBuffers = 250000
DirsAllowed = $folder, $(dirname "$file")
ThreadsPerQuery = 2
[HTTPServer]
ServerPort = 127.0.0.1:$http
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 1000000
INI
virtuoso-t -f -c "$folder/virtuoso.ini" > "$folder/out.log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true; wait $server 2>/dev/null || true' EXIT INT TERM
run() { "$isql" "127.0.0.1:$sql" dba dba VERBOSE=OFF "EXEC=$1" >> "$folder/isql.log" 2>&1; }
tries=0
until run "select 1;"; do
  tries=$((tries + 1))
  [ "$tries" -lt 120 ] || { tail -5 "$folder/out.log" >&2; exit 1; }
  sleep 0.5
done
run "ld_dir('$(dirname "$file")', '$(basename "$file")', 'urn:gongkai:all');"
run "rdf_loader_run();"
run "checkpoint;"
echo ready
cat > /dev/null
