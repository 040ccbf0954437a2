// `npm test`: static checks, builds, every test but those of `npm run soak` (--soak) and `npm run interop` (--interop, which
// checks nothing else). The last line is `N passed, N failed, N skipped`.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runJob } from './job.mjs'
import { childEnvironment, root } from './set-up.mjs'

const optional = {
  '--soak': { project: 'soak', variable: 'SCIMULATOR_SOAK' },
  '--interop': { project: 'peers', variable: 'SCIMULATOR_PEERS' },
}
const [first = '', ...others] = process.argv.slice(2)
const chosen = Object.hasOwn(optional, first) ? optional[first] : undefined
const args = chosen ? [...others, '--project', chosen.project] : process.argv.slice(2)
const env = { ...childEnvironment(), ...(chosen ? { [chosen.variable]: '1' } : {}) }
const reports = join(root, 'reports')
mkdirSync(reports, { recursive: true })

const totals = { passed: 0, failed: 0, skipped: 0 }
const turbo = ['run', '//#lint', '//#typecheck', 'typecheck', 'build', '--output-logs=errors-only', '--continue']
if (first !== '--interop')
  count(
    (await runJob('turbo', turbo, { cwd: root, env, shell: true })) === 0,
    'format, lint, types, boundaries, builds',
  )

const results = join(reports, 'vitest.json')
rmSync(results, { force: true })
const vitest = [
  'run',
  '--reporter=default',
  '--silent=passed-only',
  '--reporter=json',
  `--outputFile.json=${results}`,
  '--reporter=junit',
  `--outputFile.junit=${join(reports, 'junit.xml')}`,
]
const exit = await runJob('vitest', [...vitest, ...args], { cwd: root, env, shell: true })
countTests(results, exit)

console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`)
process.exit(totals.failed > 0 ? 1 : 0)

function count(passed, name) {
  if (passed) totals.passed += 1
  else {
    totals.failed += 1
    console.error(`FAILED: ${name}`)
  }
}

function countTests(file, exit) {
  try {
    const json = JSON.parse(readFileSync(file, 'utf8'))
    totals.passed += json.numPassedTests
    totals.failed += json.numFailedTests
    totals.skipped += json.numPendingTests + json.numTodoTests
  } catch (error) {
    count(false, `the test run left no result: ${error.message}`)
  }
  // A suite that breaks before its first test fails no test, and still fails the run.
  if (exit !== 0 && totals.failed === 0) count(false, `vitest ended with ${exit}`)
}
