// `npm run dev`: the whole demo in watch mode, dashboard through Vite.
import { join } from 'node:path'
import concurrently from 'concurrently'
import { childEnvironment, nodeExecutable, root } from './set-up.mjs'

const env = childEnvironment()
const node = nodeExecutable()
const { result } = concurrently(
  [
    {
      name: 'app',
      command: `"${node}" --watch --watch-path=packages --watch-path=apps/server/src --watch-path=apps/cli/src --conditions=source apps/cli/src/main.ts start --no-open`,
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
