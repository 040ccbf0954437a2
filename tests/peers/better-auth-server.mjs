// A third-party SCIM server: better-auth's SCIM plug-in over SQLite in memory. Prints one JSON line when ready.
import { createServer } from 'node:http'
import { DatabaseSync } from 'node:sqlite'
import { scim } from '@better-auth/scim'
import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { toNodeHandler } from 'better-auth/node'
import { listen } from './listen.mjs'

// Its adapter reads at most 100 rows unless told otherwise, also where it looks up the members of a group.
const limit = process.env.FIND_MANY_LIMIT
const server = createServer()
await listen(server, async (origin) => {
  const auth = betterAuth({
    baseURL: origin,
    secret: 'known-to-everybody-and-of-no-value',
    database: new DatabaseSync(':memory:'),
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { disabled: true },
    advanced: limit ? { database: { defaultFindManyLimit: Number(limit) } } : {},
    plugins: [
      scim({
        connections: [
          { id: 'interop', credentials: [{ type: 'bearer', id: 'interop', token: process.env.SCIM_TOKEN ?? '' }] },
        ],
      }),
    ],
  })
  const { runMigrations } = await getMigrations(auth.options)
  await runMigrations()
  server.on('request', toNodeHandler(auth))
  return { url: `${origin}/api/auth/scim/v2` }
})
