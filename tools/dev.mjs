// `npm run dev`: the whole demo in watch mode, dashboard through Vite.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import concurrently from 'concurrently'
import { childEnvironment, nodeExecutable, root } from './set-up.mjs'

const env = childEnvironment()
const node = nodeExecutable()
const watched = [
  'packages',
  ...readdirSync(join(root, 'apps'))
    .filter((name) => name !== 'dashboard')
    .map((name) => `apps/${name}/src`),
]
  .map((path) => `--watch-path=${path}`)
  .join(' ')
const { result } = concurrently(
  [
    {
      name: 'app',
      command: `"${node}" --watch ${watched} --conditions=source apps/cli/src/main.ts start --no-open`,
      cwd: root,
      env,
    },
    { name: 'dashboard', command: 'pnpm run build --watch', cwd: join(root, 'apps', 'dashboard'), env },
    { name: 'types', command: 'tsc -p tsconfig.json --watch --preserveWatchOutput', cwd: root, env },
  ],
  { killOthersOn: ['failure', 'success'], prefix: 'name' },
)
await result.then(
  () => process.exit(0),
  () => process.exit(1),
)
