import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { UsageError } from '../config/usage-error.ts'
import { writePrivateFile } from '../lifecycle/private-file.ts'

/** Plain tokens the server itself made, by team, so that they stay the same from start to start. */
export interface TokenFile {
  get(team: string): string | undefined
  set(team: string, token: string): void
}

/** The tokens kept in `demo-tokens.json` (mode 0600) of a directory; without a directory they live as long as the process. */
export function openTokenFile(directory: string | null): TokenFile {
  const file = directory === null ? null : join(directory, 'demo-tokens.json')
  const tokens = new Map(file === null ? [] : readTokens(file))
  return {
    get: (team) => tokens.get(team),
    set(team, token) {
      tokens.set(team, token)
      if (file !== null) writePrivateFile(file, `${JSON.stringify(Object.fromEntries(tokens), null, 2)}\n`)
    },
  }
}

function readTokens(file: string): [string, string][] {
  if (!existsSync(file)) return []
  try {
    return Object.entries(z.record(z.string(), z.string().min(16)).parse(JSON.parse(readFileSync(file, 'utf8'))))
  } catch (cause) {
    throw new UsageError(`${file} cannot be read as tokens by team: repair or delete it.`, { cause })
  }
}
