// The door of every root script: sets up what is missing, then runs one job on the project's Node 24.
import { join } from 'node:path'
import { buildDashboard } from './build-dashboard.mjs'
import { installPeers } from './install-peers.mjs'
import { runJob } from './job.mjs'
import { childEnvironment, nodeExecutable, root, setUp } from './set-up.mjs'

const [job = 'test', ...given] = process.argv.slice(2)
const rest = withoutToken(given)
// npm changes the folder to the project's; paths on the command line count from where the user called.
const caller = process.env.INIT_CWD ?? process.cwd()
const node = (file, args, cwd) =>
  runJob(
    nodeExecutable(),
    ['--conditions=source', '--disable-warning=ExperimentalWarning', join(root, file), ...args],
    { cwd, env: childEnvironment() },
  )

const jobs = {
  start: { scope: 'runtime', dashboard: true, run: () => node('apps/cli/src/main.ts', ['start', ...rest], caller) },
  scimulator: { scope: 'runtime', run: () => node('apps/cli/src/main.ts', rest, caller) },
  test: { scope: 'all', run: () => node('tools/test.mjs', rest, root) },
  soak: { scope: 'all', run: () => node('tools/test.mjs', ['--soak', ...rest], root) },
  interop: { scope: 'all', peers: true, run: () => node('tools/test.mjs', ['--interop', ...rest], root) },
  dev: { scope: 'all', dashboard: true, run: () => node('tools/dev.mjs', rest, root) },
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
  if (chosen.dashboard) buildDashboard()
  if (chosen.peers) installPeers()
} catch (error) {
  console.error(error.message)
  process.exit(2)
}
process.exit(await chosen.run())

/** A token among the arguments moves to the environment, and out of the process list. */
function withoutToken(args) {
  const at = args.findIndex((arg) => arg === '--token' || arg.startsWith('--token='))
  const joined = args[at]?.startsWith('--token=')
  const token = joined ? args[at].slice('--token='.length) : args[at + 1]
  if (at < 0 || token === undefined) return args
  process.title = 'scimulator'
  process.env.SCIM_TOKEN = token
  return args.toSpliced(at, joined ? 1 : 2)
}
