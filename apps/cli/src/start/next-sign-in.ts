import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { z } from 'zod'

/** Exactly this: the server's first line has a sign-in link too, among other things. */
const nextSignInSchema = z.strictObject({ signIn: z.string() })

/** Calls back with every sign-in link the server prints after the one of its first line. */
export function readNextSignIns(output: Readable, onLink: (link: string) => void): void {
  createInterface({ input: output }).on('line', (line) => {
    const { data } = nextSignInSchema.safeParse(parse(line))
    if (data !== undefined) onLink(data.signIn)
  })
}

// The last line of a server that was killed may be half a line.
function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
