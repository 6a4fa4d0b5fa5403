#!/bin/bash
# A new user's first hour with MCP Security Score, step by step. It is documentation that runs: every
# build plays it through (deploy, AdoptionE2E).
#
#   ./mcpscore up                                  # in one terminal
#   docs/first-hour.sh URL...                      # in another one; the first URL is looked at closely
#
# It needs curl, jq and openssl. SERVER names another service (default http://127.0.0.1:8080), STATE the
# state of another ./mcpscore up, KEY a key that exists; RESULTS the folder for results (default: a new
# one); RECEIVER a program of yours that keeps what is posted to it (step 8).
set -euo pipefail

SERVER=${SERVER:-http://127.0.0.1:8080}
RESULTS=${RESULTS:-$(mktemp -d)}
MCPSCORE=$(dirname "$0")/../mcpscore
[ $# -gt 0 ] || set -- https://github.com/modelcontextprotocol/servers
REPOSITORY=$1

step() { printf '\n== %s\n' "$*"; }

# What every call has in common. A status of 400 and above ends this script, with the service's words.
api() {
  curl --silent --show-error --fail-with-body --header "Authorization: Bearer $KEY" "$@"
}

step "1. A key"
# Keys belong to an account, are shown once, and have a limit a day. An operator makes them:
if [ -z "${KEY:-}" ]; then
  KEY=$("$MCPSCORE" key create ${STATE:+--state "$STATE"} --account first-hour --tier enterprise --name "first hour")
fi
echo "a key that begins with ${KEY:0:11}"

step "2. Ask for a scan"
# 201: it waits for a worker. 200: an earlier result, or a scan of the same that runs already.
SCAN=$(api "$SERVER/api/v1/scan" --json "{\"url\": \"$REPOSITORY\"}")
ID=$(jq -r .id <<<"$SCAN")
jq -c . <<<"$SCAN"

step "3. Follow it to its end"
# Server-sent events: each carries the whole state; the last one is complete or failed. Programs that
# read no streams use GET /api/v1/scan/$ID?wait=60.
api --no-buffer "$SERVER/api/v1/scan/$ID/events" |
  sed -un 's/^data: *//p' |
  jq --unbuffered -rc '"\(.status) \(.progress // {} | "\(.phase // "") \(.percent // "")")"'
api "$SERVER/api/v1/scan/$ID" >"$RESULTS/scan.json"
jq -r '"score \(.score) (\(.grade)), safety score \(.safetyScore) (\(.safetyGrade))"' "$RESULTS/scan.json"
jq -r '.findings[0] // empty | "worst: \(.severity) \(.checkId) at \(.file):\(.line)"' "$RESULTS/scan.json"

step "4. The result for code scanning"
# SARIF 2.1.0; text/html, text/markdown and application/vnd.cyclonedx+json do as well.
api "$SERVER/api/v1/scan/$ID" --header "Accept: application/sarif+json" >"$RESULTS/scan.sarif"
jq -r '"SARIF \(.version): \(.runs[0].results | length) results"' "$RESULTS/scan.sarif"

step "5. A badge for the README"
# Needs no key, and shows results of public repositories alone.
curl --silent --fail "$SERVER/badge/${REPOSITORY#https://}.svg" >"$RESULTS/badge.svg"
grep -o '<title>[^<]*' "$RESULTS/badge.svg" | sed 's/<title>//'

step "6. What has changed since"
# forceRefresh scans although there is a result of the last 24 hours.
LATER=$(api "$SERVER/api/v1/scan" --json "{\"url\": \"$REPOSITORY\", \"forceRefresh\": true}" | jq -r .id)
STATUS=pending
until [ "$STATUS" = complete ] || [ "$STATUS" = failed ]; do
  STATUS=$(api "$SERVER/api/v1/scan/$LATER?wait=60" | jq -r .status)
done
api "$SERVER/api/v1/scan/$ID/diff/$LATER" >"$RESULTS/diff.json"
jq -r '"score \(.score.delta), \(.findings.new | length) new and \(.findings.fixed | length) fixed findings,
\(.rugPull | length) changes behind approved names"' "$RESULTS/diff.json" | tr '\n' ' '
echo

step "7. All of them at once"
# Up to 1,000 URLs, an answer for each; they wait behind everybody's single scans.
BATCH=$(printf '%s\n' "$@" | jq -R . | jq -s '{urls: .}' | api "$SERVER/api/v1/scans" --json @- | jq -r .id)
DONE=false
until [ "$DONE" = true ]; do
  sleep 1
  api "$SERVER/api/v1/batches/$BATCH" >"$RESULTS/batch.json"
  DONE=$(jq .done "$RESULTS/batch.json")
done
jq -c .counts "$RESULTS/batch.json"

step "8. A receiver hears of the end of a scan"
# The secret is shown once. Events are signed with it: base64 of HMAC-SHA-256 over id.timestamp.body.
# Receivers with private addresses have to be named to the service: MCPSCORE_WEBHOOKS_PRIVATE_HOSTS.
if [ -n "${RECEIVER:-}" ]; then
  SECRET=$(api --request POST "$SERVER/api/v1/webhooks/secret" | jq -r .secret)
  api "$SERVER/api/v1/scan" --json "{\"url\": \"$REPOSITORY\", \"webhookUrl\": \"$RECEIVER/hook\"}" >"$RESULTS/asked.json"
  until curl --silent --fail "$RECEIVER/body" >"$RESULTS/event.json"; do sleep 1; done
  SENT=$(curl --silent --fail "$RECEIVER/headers")
  HEXKEY=$(printf %s "${SECRET#whsec_}" | openssl base64 -d -A | od -An -tx1 | tr -d ' \n')
  EXPECTED=$( (jq -j '"\(.["webhook-id"]).\(.["webhook-timestamp"])."' <<<"$SENT"; cat "$RESULTS/event.json") |
    openssl dgst -sha256 -mac HMAC -macopt "hexkey:$HEXKEY" -binary | openssl base64 -A)
  case " $(jq -r '.["webhook-signature"]' <<<"$SENT") " in
    *" v1,$EXPECTED "*) jq -r '"\(.event) is genuine: score \(.scan.score)"' "$RESULTS/event.json" ;;
    *) echo "the event is forged" && exit 1 ;;
  esac
else
  echo "left out: RECEIVER is not set"
fi

step "9. An agent asks over MCP"
# The endpoint of agents is $SERVER/mcp, with the same key; docs/agents.md says how to connect one.
mcp() { api "$SERVER/mcp" --json "$1"; }
mcp '{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-06-18",
  "capabilities": {}, "clientInfo": {"name": "first-hour", "version": "1"}}}' | jq -r .result.serverInfo.title
mcp '{"jsonrpc": "2.0", "id": 2, "method": "tools/list"}' | jq -r '[.result.tools[].name] | join(", ")'
mcp "{\"jsonrpc\": \"2.0\", \"id\": 3, \"method\": \"tools/call\", \"params\": {\"name\": \"list_findings\",
  \"arguments\": {\"scanId\": \"$ID\", \"limit\": 3}}}" >"$RESULTS/agent.json"
jq -r .result.content[0].text "$RESULTS/agent.json"

step "10. A pipeline holds the score to a mark"
# In GitHub and GitLab: docs/pipelines.md. On a command line, the same:
MCPSCORE_KEY=$KEY "$MCPSCORE" submit "$REPOSITORY" --server "$SERVER" --fail-under 1 --format markdown \
  --output "$RESULTS/scan.md"
head -n 1 "$RESULTS/scan.md"

step "Done; everything is in $RESULTS"
