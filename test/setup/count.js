// Prints what failed, a line each, and the runner's own counts as the last line. A report that is missing or holds no test is a failure.
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const plain = text => stripVTControlCharacters(text).replace(/\s+/g, ' ')

const report = JSON.parse(readFileSync(process.argv[2] ?? '.test-report.json', 'utf8'))
const suites = report.testResults.filter(
  suite => suite.status === 'failed' && suite.assertionResults.length === 0,
).length
const failed = report.numFailedTests + suites
for (const { name, assertionResults, message } of report.testResults) {
  const failures = assertionResults
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => `${fullName}: ${failureMessages.join(' ')}`)
  if (failures.length === 0 && assertionResults.length === 0 && message) failures.push(message)
  for (const failure of failures)
    process.stdout.write(`failed: ${relative('.', name)}: ${plain(failure).slice(0, 600)}\n`)
}
const skipped = report.numPendingTests + report.numTodoTests
process.stdout.write(`tests: ${report.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`)
process.exitCode = failed > 0 || report.numPassedTests === 0 ? 1 : 0
