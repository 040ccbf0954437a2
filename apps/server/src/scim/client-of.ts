import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { z } from 'zod'

const knownClientSchema = z.strictObject({
  name: z.string(),
  /** Part of its `User-Agent`, in lower case. */
  userAgent: z.string().exactOptional(),
  /** A header that it alone sends. */
  header: z.string().exactOptional(),
})

const KNOWN = z
  .array(knownClientSchema)
  .parse(JSON.parse(readFileSync(new URL('known-clients.json', import.meta.url), 'utf8')))

const MAX_LENGTH = 200

/** Who sends a request, as far as its headers say: its `User-Agent`, and which client that most likely is. */
export function clientOf({ headers }: IncomingMessage): string | null {
  const userAgent = headers['user-agent']?.slice(0, MAX_LENGTH)
  const folded = userAgent?.toLowerCase() ?? ''
  const likely = KNOWN.find(
    (known) =>
      (known.userAgent !== undefined && folded.includes(known.userAgent)) ||
      (known.header !== undefined && Object.hasOwn(headers, known.header)),
  )
  if (likely === undefined) return userAgent ?? null
  return `${userAgent ?? 'No User-Agent'} (most likely ${likely.name})`
}
