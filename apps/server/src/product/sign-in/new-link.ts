import { randomBytes } from 'node:crypto'
import { digestOf } from '../../teams/token.ts'
import type { LinkRecord } from '../records/sign-in.ts'
import type { Work } from '../work.ts'

/** What stands in a link, and until when it works. */
export interface NewLink {
  readonly key: string
  readonly expiresAt: string
}

const SECRET_BYTES = 32

/** A secret that nobody guesses. Only its digest is kept. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url')
}

/** Makes a link that works once. */
export async function addLink(
  work: Work,
  personId: string,
  kind: LinkRecord['kind'],
  lifetime: number,
): Promise<NewLink> {
  const key = newSecret()
  const expiresAt = work.at + lifetime
  await work.records.dropExpired(work.team.id, work.at)
  await work.records.addLink(digestOf(key), { teamId: work.team.id, personId, kind, expiresAt })
  return { key, expiresAt: new Date(expiresAt).toISOString() }
}
