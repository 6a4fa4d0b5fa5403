#!/bin/sh
# Has an MCP Security Score service scan a repository, waits for the result and holds it to a mark.
# It needs curl and jq, and reads everything from the environment:
#
#   MCPSCORE_SERVER      address of the service
#   MCPSCORE_KEY         API key; it is on no command line and in no output
#   MCPSCORE_URL         repository to scan
#   MCPSCORE_REF         branch, tag or commit            (default: the default branch)
#   MCPSCORE_PATH        directory of a monorepo          (default: all of it)
#   MCPSCORE_FORCE       true: scan although there is a result of the last 24 hours
#   MCPSCORE_FAIL_UNDER  exit 1 for a lower score         (default: whatever the score)
#   MCPSCORE_TIMEOUT     seconds that all of it may take  (default: 900)
#   MCPSCORE_SARIF       file for the result as SARIF     (default: none)
#   MCPSCORE_MARKDOWN    file that the result is added to as Markdown (default: none)
#   MCPSCORE_OUTPUTS     file that scan-id, score, grade, safety-score and safety-grade are added to
#
# Exit codes are those of ./mcpscore submit: 0 scanned; 1 below the mark; 2 wrong use; 3 could not be
# scanned, or not in time.
set -eu

say() { printf '%s\n' "$*"; }
fail() {
  code=$1
  shift
  say "$*" >&2
  exit "$code"
}

# A number from the environment, or a default.
number() {
  case $2 in
    '') say "$3" ;;
    *[!0-9]* | ??????*) fail 2 "$1 must be a whole number" ;;
    *) say "$2" ;;
  esac
}

for tool in curl jq; do
  command -v "$tool" >/dev/null || fail 2 "This needs $tool"
done
case ${MCPSCORE_SERVER:-} in
  *[[:space:]\"\\@]*) fail 2 "The address of the service has characters that no address has" ;;
  http://?* | https://?*) server=${MCPSCORE_SERVER%/} ;;
  *) fail 2 "Name the service, such as https://mcpscore.example.org" ;;
esac
case ${MCPSCORE_KEY:-} in
  '') fail 2 "There is no key: is the secret set, and may this pipeline read it?" ;;
  *[!!-~]* | *[\"\\]*) fail 2 "The key has characters that no key has" ;;
esac
[ -n "${MCPSCORE_URL:-}" ] || fail 2 "Name the repository to scan"
mark=$(number "The mark" "${MCPSCORE_FAIL_UNDER:-}" 0)
[ "$mark" -le 100 ] || fail 2 "The mark must be 0 to 100"
limit=$(number "The timeout" "${MCPSCORE_TIMEOUT:-}" 900)
deadline=$(($(date +%s) + limit))

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
once=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')

# A member of the last answer in one line, whatever characters the other side sent.
member() {
  jq -r "($1) // \"\" | tostring | gsub(\"[\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]\"; \" \") | .[:400]" \
    "$work/body" 2>/dev/null || true
}

# Ends with what the service says.
refused() {
  code=$(member .error.code)
  [ -n "$code" ] || fail 3 "$server answers with status $1; is it an MCP Security Score service?"
  [ "$1" = 400 ] && exit_code=2 || exit_code=3
  fail "$exit_code" "$code: $(member .error.message). $(member .error.details)"
}

# request METHOD PATH [FILE]: the answer is in $work/body. What passes by itself is waited for.
request() {
  attempt=0
  while :; do
    : >"$work/body"
    : >"$work/head"
    # The key goes over standard input: command lines are open to every user of the machine.
    status=$(
      printf 'header = "Authorization: Bearer %s"\n' "$MCPSCORE_KEY" |
        curl --config - --silent --max-time 100 --request "$1" \
          --header "Idempotency-Key: $once" --header "Content-Type: application/json" \
          ${3:+--data-binary "@$3"} \
          --output "$work/body" --dump-header "$work/head" --write-out '%{http_code}' "$server$2"
    ) || status=000
    case $status in 2??) return ;; esac
    attempt=$((attempt + 1))
    pause=$((attempt < 5 ? attempt * 2 : 10))
    case $status in
      429 | 503)
        asked=$(sed -n 's/^[Rr]etry-[Aa]fter: *\([0-9]\{1,9\}\).*/\1/p' "$work/head" | head -n 1)
        pause=${asked:-$pause}
        ;;
      000) ;;
      *) refused "$status" ;;
    esac
    if [ $(($(date +%s) + pause)) -ge "$deadline" ]; then
      [ "$status" != 000 ] || fail 3 "No service answers at $server"
      refused "$status"
    fi
    sleep "$pause"
  done
}

jq -n 'env | {url: .MCPSCORE_URL}
  + (if (.MCPSCORE_REF // "") == "" then {} else {ref: .MCPSCORE_REF} end)
  + (if (.MCPSCORE_PATH // "") == "" then {} else {path: .MCPSCORE_PATH} end)
  + (if .MCPSCORE_FORCE == "true" then {forceRefresh: true} else {} end)' >"$work/wish"
request POST /api/v1/scan "$work/wish"
id=$(member .id)
case $id in
  scan_*[!0-9A-Za-z_]* | '') fail 3 "The answer is not of an MCP Security Score service" ;;
  scan_*) say "Scan $id of $(member .url)" ;;
  *) fail 3 "The answer is not of an MCP Security Score service" ;;
esac

while :; do
  request GET "/api/v1/scan/$id?wait=30"
  case $(member .status) in
    complete) break ;;
    failed) fail 3 "$(member .error.code): $(member .error.message). $(member .error.details)" ;;
  esac
  [ "$(date +%s)" -lt "$deadline" ] ||
    fail 3 "The scan has not ended in time; it goes on, and the next run finds it"
  sleep 1
done

score=$(member .score)
case $score in '' | *[!0-9]*) fail 3 "The answer has no score" ;; esac
say "Score $score of 100 ($(member .grade)), safety score $(member .safetyScore) ($(member .safetyGrade))"
say "Findings: $(member '.summary // {} | to_entries | map("\(.value) \(.key)") | join(", ")')"
if [ -n "${MCPSCORE_OUTPUTS:-}" ]; then
  {
    say "scan-id=$id"
    say "score=$score"
    say "grade=$(member .grade)"
    say "safety-score=$(member .safetyScore)"
    say "safety-grade=$(member .safetyGrade)"
  } >>"$MCPSCORE_OUTPUTS"
fi
if [ -n "${MCPSCORE_SARIF:-}" ]; then
  request GET "/api/v1/scan/$id?format=sarif"
  mkdir -p "$(dirname "$MCPSCORE_SARIF")"
  cp "$work/body" "$MCPSCORE_SARIF"
fi
if [ -n "${MCPSCORE_MARKDOWN:-}" ]; then
  request GET "/api/v1/scan/$id?format=markdown"
  cat "$work/body" >>"$MCPSCORE_MARKDOWN"
fi
[ "$score" -ge "$mark" ] || fail 1 "The score is $score, below $mark"
