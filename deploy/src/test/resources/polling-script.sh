#!/bin/bash
set -e
 
API_KEY="${MCP_SCANNER_API_KEY}"
REPO_URL="https://github.com/owner/repo"
 
# Create scan
SCAN_RESPONSE=$(curl -s -X POST "https://mcpscanner.com/api/v1/scan" \
  -H "Authorization: Bearer $API_KEY" \
  -H "Content-Type: application/json" \
  -d "{\"url\": \"$REPO_URL\"}")
 
SCAN_ID=$(echo "$SCAN_RESPONSE" | jq -r '.id')
echo "Scan started: $SCAN_ID"
 
# Poll for completion
while true; do
  RESULT=$(curl -s "https://mcpscanner.com/api/v1/scan/$SCAN_ID" \
    -H "Authorization: Bearer $API_KEY")
 
  STATUS=$(echo "$RESULT" | jq -r '.status')
 
  if [ "$STATUS" = "complete" ]; then
    SCORE=$(echo "$RESULT" | jq -r '.score')
    GRADE=$(echo "$RESULT" | jq -r '.grade')
    echo "Scan complete! Score: $SCORE ($GRADE)"
    break
  elif [ "$STATUS" = "failed" ]; then
    echo "Scan failed!"
    exit 1
  fi
 
  echo "Status: $STATUS, waiting..."
  sleep 5
done
 
# Check if score meets threshold
THRESHOLD=70
if [ "$SCORE" -lt "$THRESHOLD" ]; then
  echo "Score $SCORE is below threshold $THRESHOLD"
  exit 1
fi
