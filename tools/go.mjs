// The door of every root script: sets up what is missing, then runs one job on the project's Node 24.
import { join } from 'node:path'
import { runJob } from './job.mjs'
import { childEnvironment, nodeExecutable, root, setUp } from './set-up.mjs'

const [job = 'test', ...rest] = process.argv.slice(2)
const node = (file, args) =>
  runJob(
    nodeExecutable(),
    ['--conditions=source', '--disable-warning=ExperimentalWarning', join(root, file), ...args],
    { cwd: root, env: childEnvironment() },
  )

const jobs = {
  start: { scope: 'runtime', run: () => node('apps/cli/src/main.ts', ['start', ...rest]) },
  scimulator: { scope: 'runtime', run: () => node('apps/cli/src/main.ts', rest) },
  test: { scope: 'all', run: () => node('tools/test.mjs', rest) },
  dev: { scope: 'all', run: () => node('tools/dev.mjs', rest) },
  exec: {
    scope: 'all',
    run: () => runJob('pnpm', ['exec', ...rest], { cwd: root, env: childEnvironment(), shell: true }),
  },
}

const chosen = jobs[job]
if (!chosen) {
  console.error(`Unknown job "${job}". Known: ${Object.keys(jobs).join(', ')}.`)
  process.exit(2)
}
try {
  setUp(chosen.scope)
} catch (error) {
  console.error(error.message)
  process.exit(2)
}
process.exit(await chosen.run())
