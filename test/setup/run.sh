#!/bin/sh
# Types, lint, then every test; ends with one line counted from the runner's own report.
status=0
npm run --silent check || status=1
rm -f .test-report.json
npx vitest run --reporter=default --reporter=json --outputFile.json=.test-report.json || status=1
node test/setup/count.js .test-report.json || status=1
exit $status
